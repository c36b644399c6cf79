package io.schedulezero.trigger;

import io.schedulezero.schedule.Policies;
import io.schedulezero.schedule.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Makes the sequence of fires that a trigger means. */
final class Sequences {
  /** Longer than there is time. */
  private static final Duration LONGEST = Duration.ofDays(366 * 10_000L);

  private Sequences() {}

  static Sequence of(Trigger trigger, Policies policies, Instant createdAt) {
    if (trigger instanceof Trigger.Date date) {
      return new Once(inRange("trigger.run_at", date.runAt()));
    }
    if (trigger instanceof Trigger.Interval interval) {
      return interval(interval, policies, createdAt);
    }
    if (trigger instanceof Trigger.Cron cron) {
      CronExpression expression = CronExpression.parse(cron.expression());
      return new ZonedTimes(
          expression.days(), expression.times(), cron.zone().getRules(), cron.dst());
    }
    if (trigger instanceof Trigger.CalendarInterval calendar) {
      return calendar(calendar, createdAt);
    }
    return window((Trigger.DailyWindow) trigger);
  }

  /** The instant after which the fires of a trigger count. */
  static Instant originOf(Trigger trigger, Policies policies, Instant createdAt) {
    Instant first = createdAt.plusMillis(1);
    if (trigger instanceof Trigger.Date date && date.runAt().isBefore(first)) {
      first = date.runAt().truncatedTo(ChronoUnit.MILLIS);
    }
    first = notBefore(first, createdAt, "trigger.start_at", startOf(trigger));
    return notBefore(first, createdAt, "start_at", policies.startAt()).minusNanos(1);
  }

  private static Instant notBefore(
      Instant first, Instant createdAt, String field, @Nullable Instant given) {
    if (given == null) {
      return first;
    }
    Instant start = inRange(field, given);
    boolean asItIsMade = start.equals(createdAt) && first.equals(createdAt.plusMillis(1));
    return asItIsMade || start.isAfter(first) ? start : first;
  }

  private static @Nullable Instant startOf(Trigger trigger) {
    if (trigger instanceof Trigger.Interval interval) {
      return interval.startAt();
    }
    return trigger instanceof Trigger.CalendarInterval calendar ? calendar.startAt() : null;
  }

  /** Whether the same trigger would have other fires if it had been made at another time. */
  static boolean countsFromCreation(Trigger trigger, Policies policies) {
    if (trigger instanceof Trigger.Interval interval) {
      return interval.startAt() == null && policies.startAt() == null;
    }
    return trigger instanceof Trigger.CalendarInterval calendar && calendar.startAt() == null;
  }

  /** The zone whose days a trigger means. */
  static ZoneId zoneOf(Trigger trigger) {
    if (trigger instanceof Trigger.Cron cron) {
      return cron.zone();
    }
    if (trigger instanceof Trigger.CalendarInterval calendar) {
      return calendar.zone();
    }
    return trigger instanceof Trigger.DailyWindow window ? window.zone() : ZoneOffset.UTC;
  }

  private static Sequence interval(
      Trigger.Interval interval, Policies policies, Instant createdAt) {
    long every = wholeMillis("trigger.every", interval.every());
    Instant start = interval.startAt() == null ? policies.startAt() : interval.startAt();
    Instant first =
        start == null ? createdAt.plusMillis(every) : inRange("trigger.start_at", start);
    return interval.anchor() == Trigger.Anchor.START
        ? new Every(first, every)
        : new AfterCompletion(first, every);
  }

  private static Sequence calendar(Trigger.CalendarInterval calendar, Instant createdAt) {
    Period every = calendar.every();
    long months = every.toTotalMonths();
    long days = every.get(ChronoUnit.DAYS);
    if (months != 0 && days != 0) {
      throw new InvalidTrigger(
          "trigger.every", every + " mixes units; allowed: days, weeks, months or years alone");
    }
    Instant start = calendar.startAt() == null ? createdAt : calendar.startAt();
    LocalDate day = inRange("trigger.start_at", start).atZone(calendar.zone()).toLocalDate();
    return new ZonedTimes(
        days == 0
            ? new PeriodDays(day, months, ChronoUnit.MONTHS)
            : new PeriodDays(day, days, ChronoUnit.DAYS),
        WindowTimes.only(wholeMillis("trigger.at", calendar.at())),
        calendar.zone().getRules(),
        calendar.dst());
  }

  private static Sequence window(Trigger.DailyWindow window) {
    WindowTimes times =
        new WindowTimes(
            wholeMillis("trigger.from", window.from()),
            wholeMillis("trigger.to", window.to()),
            Duration.ofMillis(wholeMillis("trigger.every", window.every())));
    return new ZonedTimes(
        CronDays.of(window.days()), times, window.zone().getRules(), window.dst());
  }

  static Instant inRange(String field, Instant time) {
    if (time.isBefore(Instant.EPOCH) || time.isAfter(FireTimes.END)) {
      throw new InvalidTrigger(field, time + " is out of range; allowed: 1970-01-01 to 9999-12-31");
    }
    return time.truncatedTo(ChronoUnit.MILLIS);
  }

  private static long wholeMillis(String field, Duration every) {
    if (every.compareTo(LONGEST) > 0 || !every.equals(every.truncatedTo(ChronoUnit.MILLIS))) {
      throw new InvalidTrigger(
          field, every + " is out of range; allowed: whole milliseconds, at most " + LONGEST);
    }
    return every.toMillis();
  }

  private static LocalTime wholeMillis(String field, LocalTime time) {
    if (!time.equals(time.truncatedTo(ChronoUnit.MILLIS))) {
      throw new InvalidTrigger(field, time + " is too fine; allowed: whole milliseconds");
    }
    return time;
  }
}
