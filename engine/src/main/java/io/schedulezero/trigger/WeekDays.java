package io.schedulezero.trigger;

/**
 * The day-of-week field of a cron expression. Sunday is 0.
 *
 * @param every bit n: each weekday n of the month
 * @param nth bit 7 · (k − 1) + n: the k-th weekday n of the month
 * @param last bit n: the last weekday n of the month
 */
record WeekDays(int every, long nth, int last) {
  static final WeekDays ALL = new WeekDays(0b1111111, 0, 0);
  private static final int WEEK = 0b1111111;

  /**
   * The days that are meant in a month of this length: bit n for the n-th.
   *
   * @param firstWeekday of the first of the month
   */
  int in(int length, int firstWeekday) {
    long found = 0;
    for (int week = 0; week < 5; week++) {
      int meant = every | ((int) (nth >>> (7 * week)) & WEEK);
      found |= (long) beginningAt(firstWeekday, meant) << (7 * week + 1);
    }
    if (last != 0) {
      int weekdayOfLastWeek = (firstWeekday + length - 7) % 7;
      found |= (long) beginningAt(weekdayOfLastWeek, last) << (length - 6);
    }
    return (int) (found & CronDays.upTo(length));
  }

  /** The weekdays in the order of a week that begins at this one: bit 0 for {@code first}. */
  private static int beginningAt(int first, int weekdays) {
    return ((weekdays >>> first) | (weekdays << (7 - first))) & WEEK;
  }
}
