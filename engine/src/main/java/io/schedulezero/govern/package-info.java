/**
 * May a run go now? Limits admit it or hold it; nothing here blocks a thread or starts anything.
 *
 * <p>In: a run that is due, and word of runs that started and ended. Out: a verdict. Called by
 * {@code flow}, on its thread only. Later limits (rate, breaker, backpressure) are further
 * governors behind the same interface.
 */
@org.jspecify.annotations.NullMarked
package io.schedulezero.govern;
