/**
 * The front door: what a program that embeds the scheduler imports, and what the server calls.
 * Requests come in checked or are refused here with every problem named; answers come out as values
 * of the vocabulary.
 *
 * <p>This is also the composition root of the engine: the one place that picks a store, a timer and
 * a clock.
 */
@org.jspecify.annotations.NullMarked
package io.schedulezero;
