package io.schedulezero.trigger;

import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * The seconds, minutes and hours of a cron expression as bit sets, of which none is empty: bit n
 * stands for the value n.
 */
record CronTimes(long seconds, long minutes, long hours) implements DayTimes {
  private static final long EVERY_HOUR = (1L << 24) - 1;

  @Override
  public @Nullable LocalTime atOrAfter(LocalTime time) {
    int second = atOrAbove(seconds, time.getSecond() + (time.getNano() > 0 ? 1 : 0));
    int minute = atOrAbove(minutes, time.getMinute() + (second < 0 ? 1 : 0));
    if (minute != time.getMinute()) {
      second = lowest(seconds);
    }
    int hour = atOrAbove(hours, time.getHour() + (minute < 0 ? 1 : 0));
    if (hour != time.getHour()) {
      minute = lowest(minutes);
      second = lowest(seconds);
    }
    return hour < 0 ? null : LocalTime.of(hour, minute, second);
  }

  @Override
  public @Nullable LocalTime atOrBefore(LocalTime time) {
    int second = atOrBelow(seconds, time.getSecond());
    int minute = atOrBelow(minutes, time.getMinute() - (second < 0 ? 1 : 0));
    if (minute != time.getMinute()) {
      second = highest(seconds);
    }
    int hour = atOrBelow(hours, time.getHour() - (minute < 0 ? 1 : 0));
    if (hour != time.getHour()) {
      minute = highest(minutes);
      second = highest(seconds);
    }
    return hour < 0 ? null : LocalTime.of(hour, minute, second);
  }

  @Override
  public long index(LocalTime time) {
    long hoursBefore = countBelow(hours, time.getHour());
    long minutesBefore =
        hoursBefore * Long.bitCount(minutes) + countBelow(minutes, time.getMinute());
    return minutesBefore * Long.bitCount(seconds) + countBelow(seconds, time.getSecond());
  }

  @Override
  public boolean everyHour() {
    return hours == EVERY_HOUR;
  }

  private static int lowest(long bits) {
    return Long.numberOfTrailingZeros(bits);
  }

  private static int highest(long bits) {
    return 63 - Long.numberOfLeadingZeros(bits);
  }

  /** The lowest bit that is not below {@code value}, -1 if there is none. */
  private static int atOrAbove(long bits, int value) {
    long rest = bits & (-1L << value);
    return rest == 0 ? -1 : lowest(rest);
  }

  /** The highest bit that is not above {@code value}, -1 if there is none. */
  private static int atOrBelow(long bits, int value) {
    long rest = value < 0 ? 0 : bits & (-1L >>> (63 - value));
    return rest == 0 ? -1 : highest(rest);
  }

  private static int countBelow(long bits, int value) {
    return Long.bitCount(bits & ((1L << value) - 1));
  }
}
