/**
 * Which runs are due, and in what order: in memory, bounded, a lane for each handler, by priority
 * inside a lane.
 *
 * <p>In: runs that the engine holds. Out: the run that should go next. Called by {@code flow}; only
 * reservations of room come from other threads.
 */
@org.jspecify.annotations.NullMarked
package io.schedulezero.queue;
