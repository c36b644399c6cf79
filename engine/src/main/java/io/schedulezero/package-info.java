/** The front door of the engine: the one package a program that embeds the scheduler imports. */
@org.jspecify.annotations.NullMarked
package io.schedulezero;
