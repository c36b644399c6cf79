/**
 * Which runs are due, and in what order: in memory, bounded, by priority inside a lane. The runs of
 * a handler that the same targets may execute are one lane: whoever waits for another target does
 * not wait behind them.
 *
 * <p>In: runs that the engine holds. Out: the run that should go next. Called by {@code flow}; only
 * reservations of room come from other threads.
 */
@org.jspecify.annotations.NullMarked
package io.schedulezero.queue;
