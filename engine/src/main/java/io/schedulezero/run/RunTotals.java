package io.schedulezero.run;

import java.time.Instant;

/**
 * What finished during one step of time, for one handler and one final state.
 *
 * @param start beginning of the step
 * @param count runs that finished
 * @param waitMillis from due to start, summed over the runs
 * @param runMillis from start to finish of the last attempt, summed over the runs
 */
public record RunTotals(
    Instant start, String handler, RunState state, long count, long waitMillis, long runMillis) {}
