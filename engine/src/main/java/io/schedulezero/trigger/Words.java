package io.schedulezero.trigger;

import io.schedulezero.schedule.Trigger;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Says in plain English when a trigger fires. */
public final class Words {
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("uuuu-MM-dd 'at' HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Words() {}

  /**
   * For example "At 09:00 on Monday to Friday, Europe/Berlin".
   *
   * @throws InvalidTrigger if a cron expression cannot be read
   */
  public static String describe(Trigger trigger) {
    if (trigger instanceof Trigger.Date date) {
      return "Once, on " + UTC.format(date.runAt());
    }
    if (trigger instanceof Trigger.Interval interval) {
      return describe(interval);
    }
    if (trigger instanceof Trigger.Cron cron) {
      return new CronWords(CronExpression.parse(cron.expression())).describe() + zone(cron.zone());
    }
    if (trigger instanceof Trigger.CalendarInterval calendar) {
      return "Every "
          + period(calendar.every())
          + " at "
          + calendar.at()
          + from(calendar.startAt())
          + zone(calendar.zone());
    }
    Trigger.DailyWindow window = (Trigger.DailyWindow) trigger;
    return "Every "
        + duration(window.every())
        + " from "
        + window.from()
        + " to "
        + window.to()
        + days(window)
        + zone(window.zone());
  }

  private static String zone(ZoneId zone) {
    return ", " + (zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId());
  }

  private static String describe(Trigger.Interval interval) {
    String every = duration(interval.every());
    return (switch (interval.anchor()) {
          case START -> "Every " + every;
          case COMPLETION -> "Again " + counted(every) + " after each run has ended";
        })
        + from(interval.startAt());
  }

  private static String from(@Nullable Instant start) {
    return start == null ? "" : ", from " + UTC.format(start);
  }

  private static String days(Trigger.DailyWindow window) {
    if (window.days().size() == DayOfWeek.values().length) {
      return " every day";
    }
    List<String> names = new ArrayList<>();
    for (DayOfWeek day : new TreeSet<>(window.days())) {
      names.add(day.getDisplayName(TextStyle.FULL, Locale.ENGLISH));
    }
    String first = names.get(0);
    String last = names.get(names.size() - 1);
    boolean inARow =
        Collections.min(window.days()).plus(names.size() - 1L) == Collections.max(window.days());
    return " on " + (inARow && names.size() > 2 ? first + " to " + last : list(names));
  }

  /** "minute", "90 seconds", "1 hour 30 minutes": what follows the word every. */
  private static String duration(Duration every) {
    List<String> parts = new ArrayList<>();
    add(parts, every.toDays(), "day");
    add(parts, every.toHoursPart(), "hour");
    add(parts, every.toMinutesPart(), "minute");
    add(parts, every.toSecondsPart(), "second");
    add(parts, every.toMillisPart(), "millisecond");
    boolean one = parts.size() == 1 && parts.get(0).startsWith("1 ");
    return one ? parts.get(0).substring(2) : String.join(" ", parts);
  }

  private static void add(List<String> parts, long count, String unit) {
    if (count > 0) {
      parts.add(count + " " + unit + (count == 1 ? "" : "s"));
    }
  }

  private static String counted(String duration) {
    return Character.isDigit(duration.charAt(0)) ? duration : "1 " + duration;
  }

  private static String period(Period every) {
    long months = every.toTotalMonths();
    long days = every.get(ChronoUnit.DAYS);
    if (months > 0) {
      return months % 12 == 0 ? every(months / 12, "year") : every(months, "month");
    }
    return days % 7 == 0 ? every(days / 7, "week") : every(days, "day");
  }

  private static String every(long count, String unit) {
    return count == 1 ? unit : count + " " + unit + "s";
  }

  /** "A", "A and B", "A, B and C". */
  static String list(List<String> names) {
    int last = names.size() - 1;
    return last == 0
        ? names.get(0)
        : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }
}
