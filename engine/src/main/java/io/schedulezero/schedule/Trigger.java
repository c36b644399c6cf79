package io.schedulezero.schedule;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** When a schedule fires. What each of these means in instants is decided in {@code trigger}. */
public sealed interface Trigger {
  /** Once. */
  record Date(Instant runAt) implements Trigger {}

  /**
   * Again and again, {@code every} apart.
   *
   * @param every in whole milliseconds
   * @param startAt the first fire; when null, where the schedule's own start is if it has one, else
   *     one interval after the schedule was made
   */
  record Interval(Duration every, @Nullable Instant startAt, Anchor anchor) implements Trigger {
    public static final Duration SHORTEST = Duration.ofMillis(1);

    public Interval {
      if (every.compareTo(SHORTEST) < 0) {
        throw new IllegalArgumentException("an interval is at least 1 ms, not " + every);
      }
    }
  }

  /** What an interval is measured from. */
  enum Anchor {
    /** From one nominal start to the next: no drift. */
    START,
    /** From the end of a run to the start of the next: no overlap. */
    COMPLETION
  }

  /**
   * A cron expression, five fields or six with seconds, or {@code @daily} and friends.
   *
   * @param expression not yet parsed here; {@code trigger} refuses one that it cannot read or that
   *     never fires
   */
  record Cron(String expression, ZoneId zone, Dst dst) implements Trigger {}

  /**
   * Every so many days, weeks, months or years at the same local time.
   *
   * @param every of one unit only, positive
   * @param startAt fixes the day from which is counted, and nothing fires before it; when null, the
   *     day on which the schedule was made
   */
  record CalendarInterval(
      Period every, LocalTime at, ZoneId zone, @Nullable Instant startAt, Dst dst)
      implements Trigger {
    public CalendarInterval {
      if (every.isNegative() || every.isZero()) {
        throw new IllegalArgumentException("a calendar interval is positive, not " + every);
      }
    }
  }

  /**
   * Within a window of the day, on some days of the week: {@code from}, {@code from + every}, … up
   * to and including {@code to}.
   */
  record DailyWindow(
      LocalTime from, LocalTime to, Duration every, Set<DayOfWeek> days, ZoneId zone, Dst dst)
      implements Trigger {
    public DailyWindow {
      days = Set.copyOf(days);
      if (every.compareTo(Duration.ofSeconds(1)) < 0) {
        throw new IllegalArgumentException("a window's step is at least 1 s, not " + every);
      }
      if (to.isBefore(from)) {
        throw new IllegalArgumentException("a window ends after it begins: " + from + " to " + to);
      }
      if (days.isEmpty()) {
        throw new IllegalArgumentException("a window needs at least one day of the week");
      }
    }
  }
}
