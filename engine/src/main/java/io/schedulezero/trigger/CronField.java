package io.schedulezero.trigger;

import java.util.List;

/** The fields of a cron expression, in its order. */
enum CronField {
  SECOND("second", 0, 59),
  MINUTE("minute", 0, 59),
  HOUR("hour", 0, 23),
  DAY_OF_MONTH("day of month", 1, 31),
  MONTH("month", 1, 12),
  DAY_OF_WEEK("day of week", 0, 6);

  private static final List<String> MONTHS =
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
  private static final List<String> WEEKDAYS =
      List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

  final String title;
  final int min;
  final int max;

  CronField(String title, int min, int max) {
    this.title = title;
    this.min = min;
    this.max = max;
  }

  /** The key under which a trigger that is given by fields has this one. */
  String key() {
    return title.replace(' ', '_');
  }

  boolean isDay() {
    return this == DAY_OF_MONTH || this == DAY_OF_WEEK;
  }

  int size() {
    return max - min + 1;
  }

  /** The greatest that may be written; a value above {@code max} is that value less the size. */
  int highest() {
    return this == DAY_OF_WEEK ? 7 : max;
  }

  /** The names of the values from {@code min} on; empty if they have none. */
  List<String> names() {
    return switch (this) {
      case SECOND, MINUTE, HOUR, DAY_OF_MONTH -> List.of();
      case MONTH -> MONTHS;
      case DAY_OF_WEEK -> WEEKDAYS;
    };
  }

  /** What a person may write here. */
  String allowed() {
    return switch (this) {
      case SECOND, MINUTE, HOUR -> min + "-" + max;
      case DAY_OF_MONTH -> "1-31, L, L-3, LW, 15W, ?";
      case MONTH -> "1-12, JAN-DEC";
      case DAY_OF_WEEK -> "0-7 (0 and 7 are Sunday), SUN-SAT, 5L, MON#2, ?";
    };
  }
}
