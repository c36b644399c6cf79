package io.schedulezero.trigger;

/**
 * The day-of-month field of a cron expression.
 *
 * @param days bit n: the n-th
 * @param fromEnd bit n: n days before the last
 * @param nearest bit n: the weekday nearest to the n-th, in the same month
 * @param lastWorkday whether the last Monday to Friday of the month is meant
 */
record MonthDays(int days, int fromEnd, int nearest, boolean lastWorkday) {
  private static final int SUNDAY = 0;
  private static final int SATURDAY = 6;

  /**
   * The days that are meant in a month of this length: bit n for the n-th.
   *
   * @param firstWeekday of the first of the month, Sunday is 0
   */
  int in(int length, int firstWeekday) {
    int found = days;
    for (int rest = fromEnd; rest != 0; rest &= rest - 1) {
      int day = length - Integer.numberOfTrailingZeros(rest);
      found |= day > 0 ? 1 << day : 0;
    }
    for (int rest = nearest; rest != 0; rest &= rest - 1) {
      int day = Integer.numberOfTrailingZeros(rest);
      found |= day <= length ? 1 << nearestWorkday(day, length, firstWeekday) : 0;
    }
    if (lastWorkday) {
      found |= 1 << nearestWorkday(length, length, firstWeekday);
    }
    return found & CronDays.upTo(length);
  }

  private static int nearestWorkday(int day, int length, int firstWeekday) {
    int weekday = (firstWeekday + day - 1) % 7;
    if (weekday == SATURDAY) {
      return day == 1 ? 3 : day - 1;
    }
    if (weekday == SUNDAY) {
      return day == length ? day - 2 : day + 1;
    }
    return day;
  }
}
