package io.schedulezero.trigger;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One event of a holiday calendar, as its lines are read. */
final class HolidayEvent {
  private static final long LONGEST_DAYS = 366;
  private static final int EARLIEST_YEAR = 1900;

  private @Nullable LocalDate start;
  private long length = 1;
  private @Nullable ICalendarLine end;
  private @Nullable YearlyRule rule;
  private boolean cancelled;
  private final Set<LocalDate> added = new HashSet<>();
  private final Set<LocalDate> removed = new HashSet<>();

  void read(ICalendarLine line) {
    switch (line.name()) {
      case "DTSTART" -> start = start(line);
      case "DTEND" -> end = line;
      case "DURATION" -> length = length(line);
      case "RRULE" -> rule = YearlyRule.parse(line);
      case "RDATE" -> addDates(line, added);
      case "EXDATE" -> addDates(line, removed);
      case "STATUS" -> cancelled = line.value().equals("CANCELLED");
      case "RECURRENCE-ID", "EXRULE" ->
          throw line.refused("is not supported; give the days as events of their own");
      default -> {} // says nothing about days
    }
  }

  private static void addDates(ICalendarLine line, Set<LocalDate> dates) {
    for (String date : line.value().split(",", -1)) {
      dates.add(line.date(date));
    }
  }

  private static LocalDate start(ICalendarLine line) {
    LocalDate date = line.date(line.value());
    if (date.getYear() < EARLIEST_YEAR) {
      throw line.refused(date + " is too far back; allowed: " + EARLIEST_YEAR + " and later");
    }
    return date;
  }

  private static long length(ICalendarLine line) {
    String text = line.value();
    try {
      return text.contains("T")
          ? Duration.parse(text).plusDays(1).minusNanos(1).toDays()
          : Period.parse(text).get(ChronoUnit.DAYS);
    } catch (DateTimeException | ArithmeticException e) {
      throw line.refused("\"" + text + "\" is not a duration; allowed: P1D, P1W");
    }
  }

  /**
   * Its days, as far as they are not too far away.
   *
   * @param last the line at which it ends
   */
  Set<LocalDate> days(ICalendarLine last) {
    LocalDate first = start;
    if (first == null) {
      throw last.refused("ends an event that has no DTSTART");
    }
    if (end != null) {
      LocalDate after = end.date(end.value());
      length = after.equals(first) ? 1 : after.toEpochDay() - first.toEpochDay();
    }
    if (length < 1 || length > LONGEST_DAYS) {
      throw last.refused("ends an event of " + length + " days; allowed: 1 to " + LONGEST_DAYS);
    }
    Set<LocalDate> starts = new HashSet<>(rule == null ? Set.of(first) : rule.from(first));
    starts.addAll(added);
    starts.removeAll(removed);
    Set<LocalDate> days = new HashSet<>();
    for (LocalDate each : cancelled ? Set.<LocalDate>of() : starts) {
      for (long i = 0; i < length; i++) {
        LocalDate day = each.plusDays(i);
        if (!day.isBefore(Holidays.FIRST) && !day.isAfter(Holidays.LAST)) {
          days.add(day);
        }
      }
    }
    return days;
  }
}
