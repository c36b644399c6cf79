package io.schedulezero.trigger;

import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/** Times of a day at which something happens, the same on each such day. Never empty. */
sealed interface DayTimes permits CronTimes, WindowTimes {
  /** The first at or after {@code time}; null if there is none. */
  @Nullable LocalTime atOrAfter(LocalTime time);

  /** The last at or before {@code time}; null if there is none. */
  @Nullable LocalTime atOrBefore(LocalTime time);

  /** How many come before {@code time}, which is one of them. */
  long index(LocalTime time);

  /** Whether there is one in every hour of the day. */
  boolean everyHour();
}
