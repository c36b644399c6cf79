package io.schedulezero.trigger;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the days of a holiday calendar in iCalendar form (RFC 5545): all-day events, single,
 * lasting several days, or repeated each year. A part that it cannot follow is an error and never
 * left out, since a schedule would run on a holiday.
 */
public final class Holidays {
  /** Repeated events are followed from here … */
  static final LocalDate FIRST = LocalDate.of(1970, 1, 1);

  /** … to here. */
  static final LocalDate LAST = LocalDate.of(2099, 12, 31);

  private static final String FIELD = "exclude.calendar";
  private static final int MOST_EVENTS = 5_000;

  private final Set<LocalDate> days = new HashSet<>();
  private final List<String> open = new ArrayList<>();
  private @Nullable HolidayEvent event;
  private int events;
  private boolean complete;

  private Holidays() {}

  /**
   * All days of all events from 1970 to 2099.
   *
   * @throws InvalidTrigger with the number of the line that cannot be followed
   */
  public static Set<LocalDate> parseICalendar(String text) {
    Holidays holidays = new Holidays();
    for (ICalendarLine line : ICalendarLine.split(text)) {
      holidays.read(line);
    }
    if (!holidays.complete) {
      throw new InvalidTrigger(FIELD, "the calendar does not end with END:VCALENDAR");
    }
    return Set.copyOf(holidays.days);
  }

  static InvalidTrigger refused(int line, String why) {
    return new InvalidTrigger(FIELD, "line " + line + ": " + why);
  }

  private void read(ICalendarLine line) {
    if (open.isEmpty() && !line.is("BEGIN", "VCALENDAR")) {
      throw line.refused("is not in a calendar; allowed: BEGIN:VCALENDAR");
    }
    if (line.name().equals("BEGIN")) {
      open.add(line.value());
      if (open.equals(List.of("VCALENDAR", "VEVENT"))) {
        event = new HolidayEvent();
      }
    } else if (line.name().equals("END")) {
      end(line);
    } else if (event != null && open.size() == 2) {
      event.read(line);
    }
  }

  private void end(ICalendarLine line) {
    String begun = open.remove(open.size() - 1);
    if (!begun.equals(line.value())) {
      throw line.refused("ends what has not begun; allowed: END:" + begun);
    }
    if (event != null && open.size() == 1) {
      days.addAll(event.days(line));
      event = null;
      events++;
      if (events > MOST_EVENTS) {
        throw line.refused("makes it more than " + MOST_EVENTS + " events");
      }
    }
    complete |= open.isEmpty();
  }
}
