/**
 * Who is told: listeners of what happens to runs and schedules, the metrics among them, and those
 * who wait for a run.
 *
 * <p>In: what {@code flow} reports, after it is committed where that matters. Out: calls to
 * listeners. A slow or throwing listener never harms the engine: it is logged, and what it throws
 * goes no further.
 */
@org.jspecify.annotations.NullMarked
package io.schedulezero.notify;
