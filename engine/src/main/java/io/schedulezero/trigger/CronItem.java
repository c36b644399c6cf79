package io.schedulezero.trigger;

/** One element of the list in a cron field. Days of the week count from Sunday, 0. */
sealed interface CronItem {
  /** {@code *}, or {@code ?}, or {@code *}{@code /step}. */
  record All(int step) implements CronItem {}

  /**
   * {@code from-to/step}; wraps around when {@code to} is smaller. Sunday may also be 7 here.
   *
   * @param to the same as {@code from} for a single value
   */
  record Range(int from, int to, int step) implements CronItem {}

  /** {@code L-before}: so many days before the last of the month. */
  record FromEnd(int before) implements CronItem {}

  /** {@code LW}: the last Monday to Friday of the month. */
  record LastWorkday() implements CronItem {}

  /** {@code 15W}: the Monday to Friday nearest to that day, in the same month. */
  record NearestWorkday(int day) implements CronItem {}

  /** {@code MON#2}. */
  record Nth(int weekday, int n) implements CronItem {}

  /** {@code 5L}: the last Friday of the month. */
  record Last(int weekday) implements CronItem {}
}
