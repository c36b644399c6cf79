/** Small programs that the documentation shows. A test runs each of them. */
@org.jspecify.annotations.NullMarked
package io.schedulezero.examples;
