package io.schedulezero.trigger;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * {@code start}, then every so many months or days. Months are added to the start, not to the day
 * before, so that a start on the 31st comes back to the 31st after a shorter month.
 */
record PeriodDays(LocalDate start, long every, ChronoUnit unit) implements Days {
  @Override
  public @Nullable LocalDate onOrAfter(LocalDate day) {
    if (!day.isAfter(start)) {
      return start;
    }
    long steps = unit.between(start, day) / every;
    LocalDate found = start.plus(steps * every, unit);
    while (found.isBefore(day)) {
      steps++;
      found = start.plus(steps * every, unit);
    }
    return found;
  }
}
