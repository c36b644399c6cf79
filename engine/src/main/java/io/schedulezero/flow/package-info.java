/**
 * The story of runs and schedules. {@link io.schedulezero.flow.RunFlow} is the file to read first:
 * the life of a run, top to bottom; {@link io.schedulezero.flow.ScheduleFlow} is the life of a
 * schedule. {@link io.schedulezero.flow.FlowLoop} drives both on one thread.
 *
 * <p>This is the one place that knows the order of the stages, and the one writer of run states.
 * In: requests, fires, outcomes. Out: changes to the journal, assignments to targets, word to the
 * notifier. Called by the front door.
 */
@org.jspecify.annotations.NullMarked
package io.schedulezero.flow;
