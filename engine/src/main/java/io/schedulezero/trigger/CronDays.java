package io.schedulezero.trigger;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The days of a cron expression.
 *
 * @param months bit n: the n-th month
 * @param either whether one of the two day fields suffices, as Vixie cron has it when both are
 *     restricted; otherwise both must hold
 */
record CronDays(int months, MonthDays monthDays, WeekDays weekDays, boolean either)
    implements Days {
  /** After so many years the Gregorian calendar repeats itself, weekdays included. */
  private static final int CYCLE_YEARS = 400;

  private static final int EVERY_MONTH = 0b1111111111110;

  static CronDays of(Set<DayOfWeek> meant) {
    int bits = 0;
    for (DayOfWeek weekday : meant) {
      bits |= 1 << (weekday.getValue() % 7);
    }
    return new CronDays(
        EVERY_MONTH, new MonthDays(upTo(31), 0, 0, false), new WeekDays(bits, 0, 0), false);
  }

  @Override
  public @Nullable LocalDate onOrAfter(LocalDate day) {
    int year = day.getYear();
    int month = day.getMonthValue();
    int lastYear = year + CYCLE_YEARS;
    int found = ((months >>> month) & 1) == 0 ? 0 : in(day) & ~upTo(day.getDayOfMonth() - 1);
    while (found == 0) {
      int later = months & (-1 << (month + 1));
      if (later == 0) {
        year++;
        later = months;
      }
      if (year > lastYear) {
        return null;
      }
      month = Integer.numberOfTrailingZeros(later);
      found = in(LocalDate.of(year, month, 1));
    }
    return LocalDate.of(year, month, Integer.numberOfTrailingZeros(found));
  }

  /** The days in the month of this day: bit n for the n-th. */
  private int in(LocalDate day) {
    int length = day.lengthOfMonth();
    int weekday = day.getDayOfWeek().getValue();
    int firstWeekday = Math.floorMod(weekday - day.getDayOfMonth() + 1, 7);
    int byMonth = monthDays.in(length, firstWeekday);
    int byWeek = weekDays.in(length, firstWeekday);
    return either ? byMonth | byWeek : byMonth & byWeek;
  }

  /** The bits 1 to {@code day}. */
  static int upTo(int day) {
    return (int) ((1L << (day + 1)) - 2);
  }
}
