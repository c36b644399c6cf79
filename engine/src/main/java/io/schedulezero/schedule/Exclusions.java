package io.schedulezero.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Days on which a schedule does not fire.
 *
 * @param dates single days, also those read from a list of holidays
 * @param weekdays days of every week
 * @param zone the zone whose days are meant; the trigger's own when null, UTC if it has none
 */
public record Exclusions(Set<LocalDate> dates, Set<DayOfWeek> weekdays, @Nullable ZoneId zone) {
  public static final Exclusions NONE = new Exclusions(Set.of(), Set.of(), null);

  public Exclusions {
    dates = Set.copyOf(dates);
    weekdays = Set.copyOf(weekdays);
    if (weekdays.size() == DayOfWeek.values().length) {
      throw new IllegalArgumentException("exclude leaves no day of the week");
    }
  }

  public boolean isEmpty() {
    return dates.isEmpty() && weekdays.isEmpty();
  }
}
