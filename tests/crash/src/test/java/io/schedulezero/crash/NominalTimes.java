package io.schedulezero.crash;

import io.schedulezero.crash.Order.Kind;
import io.schedulezero.crash.Order.When;
import java.time.Instant;
import java.util.NavigableSet;
import java.util.TreeSet;

/** The instants at which a schedule must fire, by plain arithmetic. */
final class NominalTimes {
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60_000;

  private NominalTimes() {}

  /**
   * All of them in {@code (after, until]}.
   *
   * @param createdAt of the schedule
   */
  static NavigableSet<Instant> between(When when, Instant createdAt, Instant after, Instant until) {
    NavigableSet<Instant> times = new TreeSet<>();
    long step = when.kind().isCron() ? SECOND : when.millis();
    long next = first(when, createdAt);
    if (after.toEpochMilli() > next) {
      next += (after.toEpochMilli() - next) / step * step;
    }
    for (; next <= until.toEpochMilli(); next += step) {
      Instant time = Instant.ofEpochMilli(next);
      if (time.isAfter(after) && !time.isAfter(until) && matches(when, next)) {
        times.add(time);
      }
    }
    return times;
  }

  private static long first(When when, Instant createdAt) {
    long created = createdAt.toEpochMilli();
    if (when.kind().isCron()) {
      return created / SECOND * SECOND + SECOND;
    }
    Instant start = when.startAt();
    return start == null ? created + when.millis() : start.toEpochMilli();
  }

  /** The expressions are those of {@link Order#cron}. */
  private static boolean matches(When when, long time) {
    return !when.kind().isCron()
        || time % MINUTE % (when.kind() == Kind.CRON_MINUTELY ? MINUTE : when.millis()) == 0;
  }
}
