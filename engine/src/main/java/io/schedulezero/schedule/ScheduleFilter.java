package io.schedulezero.schedule;

import org.jspecify.annotations.Nullable;

/**
 * Which schedules are meant. A null part does not restrict.
 *
 * @param text found in the id, the handler or the arguments
 */
public record ScheduleFilter(
    @Nullable String handler,
    @Nullable String tag,
    @Nullable Boolean paused,
    @Nullable String text) {
  /** Every schedule. */
  public static final ScheduleFilter ALL = new ScheduleFilter(null, null, null, null);
}
