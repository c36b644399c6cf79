package io.schedulezero.trigger;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A rule by which a day comes back each year: on the same date, or by month, day of the month and
 * weekday ("the fourth Thursday in November").
 */
final class YearlyRule {
  private static final List<String> WEEKDAYS = List.of("MO", "TU", "WE", "TH", "FR", "SA", "SU");

  private final ICalendarLine line;
  private final Set<Integer> months = new HashSet<>();
  private final Set<Integer> monthDays = new HashSet<>();
  private final List<Predicate<LocalDate>> weekdays = new ArrayList<>();
  private int interval = 1;
  private int count = Integer.MAX_VALUE;
  private LocalDate until = Holidays.LAST;

  private YearlyRule(ICalendarLine line) {
    this.line = line;
  }

  static YearlyRule parse(ICalendarLine line) {
    YearlyRule rule = new YearlyRule(line);
    List<String> parts = List.of(line.value().split(";", -1));
    if (!parts.contains("FREQ=YEARLY")) {
      throw line.refused("\"" + line.value() + "\" is not supported; allowed: FREQ=YEARLY");
    }
    boolean byMonth = line.value().contains("BYMONTH=");
    for (String part : parts) {
      int equals = part.indexOf('=');
      rule.read(part, part.substring(0, Math.max(0, equals)), part.substring(equals + 1), byMonth);
    }
    return rule;
  }

  private void read(String part, String name, String value, boolean byMonth) {
    switch (name) {
      case "FREQ", "WKST" -> {} // checked; of no matter to years
      case "INTERVAL" -> interval = number(part, value, 1, 1000);
      case "COUNT" -> count = number(part, value, 1, 1000);
      case "UNTIL" -> until = line.date(value);
      case "BYMONTH" -> {
        for (String month : value.split(",", -1)) {
          months.add(number(part, month, 1, 12));
        }
      }
      case "BYMONTHDAY" -> {
        for (String day : value.split(",", -1)) {
          monthDays.add(number(part, day, -31, 31));
        }
      }
      case "BYDAY" -> {
        for (String day : value.split(",", -1)) {
          weekdays.add(weekday(part, day, byMonth));
        }
      }
      default ->
          throw line.refused(
              "\""
                  + part
                  + "\" is not supported; allowed: INTERVAL, COUNT, UNTIL, BYMONTH,"
                  + " BYMONTHDAY, BYDAY");
    }
  }

  /** For example TH, 4TH, -1MO; counted in the month, or in the year if no month is named. */
  private Predicate<LocalDate> weekday(String part, String text, boolean inMonth) {
    int split = Math.max(0, text.length() - 2);
    int index = WEEKDAYS.indexOf(text.substring(split));
    if (index < 0) {
      throw line.refused("\"" + part + "\" has no weekday of " + WEEKDAYS);
    }
    DayOfWeek weekday = DayOfWeek.of(index + 1);
    if (split == 0) {
      return day -> day.getDayOfWeek() == weekday;
    }
    int nth = number(part, text.substring(0, split), -53, 53);
    return day -> {
      int fromStart = inMonth ? day.getDayOfMonth() : day.getDayOfYear();
      int length = inMonth ? day.lengthOfMonth() : day.lengthOfYear();
      int counted = nth > 0 ? (fromStart + 6) / 7 : -((length - fromStart + 7) / 7);
      return day.getDayOfWeek() == weekday && counted == nth;
    };
  }

  private int number(String part, String text, int min, int max) {
    try {
      int number = Integer.parseInt(text);
      if (number >= min && number <= max && (number != 0 || min > 0)) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw line.refused("\"" + part + "\" has no number: " + e.getMessage());
    }
    throw line.refused("\"" + part + "\" is out of range; allowed: " + min + " to " + max);
  }

  /** The days on which it begins, the first included if the rule fits it. */
  List<LocalDate> from(LocalDate first) {
    List<LocalDate> found = new ArrayList<>();
    for (int year = first.getYear(); year <= until.getYear(); year += interval) {
      for (LocalDate day : inYear(year, first)) {
        boolean past = day.isAfter(until) || day.isAfter(Holidays.LAST);
        if (!day.isBefore(first) && !past && found.size() < count) {
          found.add(day);
        }
      }
    }
    return found;
  }

  private List<LocalDate> inYear(int year, LocalDate first) {
    List<LocalDate> found = new ArrayList<>();
    for (Month month : Month.values()) {
      if (months.isEmpty()
          ? byDays() || month == first.getMonth()
          : months.contains(month.getValue())) {
        LocalDate day = LocalDate.of(year, month, 1);
        for (; day.getMonth() == month; day = day.plusDays(1)) {
          if (fits(day, first)) {
            found.add(day);
          }
        }
      }
    }
    return found;
  }

  private boolean byDays() {
    return !monthDays.isEmpty() || !weekdays.isEmpty();
  }

  private boolean fits(LocalDate day, LocalDate first) {
    if (!byDays()) {
      return day.getDayOfMonth() == first.getDayOfMonth();
    }
    int number = day.getDayOfMonth();
    boolean date =
        monthDays.isEmpty()
            || monthDays.contains(number)
            || monthDays.contains(number - day.lengthOfMonth() - 1);
    return date && (weekdays.isEmpty() || weekdays.stream().anyMatch(each -> each.test(day)));
  }
}
