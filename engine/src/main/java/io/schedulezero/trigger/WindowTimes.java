package io.schedulezero.trigger;

import java.time.Duration;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/** {@code from}, {@code from + every} and so on, up to and including {@code to}. */
record WindowTimes(LocalTime from, LocalTime to, Duration every) implements DayTimes {
  static WindowTimes only(LocalTime at) {
    return new WindowTimes(at, at, Duration.ofDays(1));
  }

  @Override
  public @Nullable LocalTime atOrAfter(LocalTime time) {
    if (!time.isAfter(from)) {
      return from;
    }
    long step = every.toNanos();
    long next = from.toNanoOfDay() + (nanosSinceFrom(time) + step - 1) / step * step;
    return next > to.toNanoOfDay() ? null : LocalTime.ofNanoOfDay(next);
  }

  @Override
  public @Nullable LocalTime atOrBefore(LocalTime time) {
    LocalTime until = time.isBefore(to) ? time : to;
    return until.isBefore(from) ? null : from.plusNanos(index(until) * every.toNanos());
  }

  @Override
  public long index(LocalTime time) {
    return nanosSinceFrom(time) / every.toNanos();
  }

  @Override
  public boolean everyHour() {
    LocalTime last = atOrBefore(to);
    return last != null
        && from.getHour() == 0
        && last.getHour() == 23
        && every.compareTo(Duration.ofHours(1)) <= 0;
  }

  private long nanosSinceFrom(LocalTime time) {
    return time.toNanoOfDay() - from.toNanoOfDay();
  }
}
