package io.schedulezero.run;

import java.time.Instant;

/**
 * One nominal instant of a schedule. A fire makes exactly one run, or leaves a skip with a reason.
 */
public record Fire(ScheduleId schedule, Instant time) {}
