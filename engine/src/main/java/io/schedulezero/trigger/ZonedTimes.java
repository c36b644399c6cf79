package io.schedulezero.trigger;

import io.schedulezero.schedule.Dst;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/**
 * Local times on some days, in the zone whose rules these are.
 *
 * <p>Between two changes of the clocks local time and elapsed time run alike, so the search goes
 * from one such stretch to the next and applies the {@link Dst} policy where two meet:
 *
 * <ul>
 *   <li>Times that a change removes stand for one fire at the first instant after the gap, made or
 *       skipped. If that instant is a fire anyway, it is the same one.
 *   <li>Times that a change repeats fire the first time or both times.
 *   <li>Times in every hour of the day follow the clock on the wall instead: they fire whenever it
 *       shows one of them, also in the repeated hour, and nothing is made up for a missing one.
 *       Otherwise "every five minutes" would pause for an hour in autumn.
 * </ul>
 */
record ZonedTimes(Days days, DayTimes times, ZoneRules rules, Dst dst) implements Sequence {
  @Override
  public @Nullable Tick after(Instant instant) {
    boolean wall = times.everyHour();
    boolean both = wall || dst.overlap() == Dst.Overlap.BOTH;
    Instant at = instant;
    ZoneOffset offset = rules.getOffset(at);
    LocalDateTime next = atOrAfter(local(at, offset).plusNanos(1));
    while (next != null) {
      ZoneOffsetTransition change = rules.nextTransition(at);
      if (change == null || next.isBefore(change.getDateTimeBefore())) {
        LocalDateTime unrepeated = both ? next : firstUnrepeated(next, offset);
        if (unrepeated.equals(next)) {
          return new Tick(next.toInstant(offset), false);
        }
        next = atOrAfter(unrepeated);
        continue;
      }
      boolean removed = next.isBefore(change.getDateTimeAfter());
      if (removed && !wall) {
        return atEndOf(change);
      }
      at = change.getInstant();
      offset = change.getOffsetAfter();
      if (removed || (both && change.isOverlap())) {
        next = atOrAfter(change.getDateTimeAfter());
      }
    }
    return null;
  }

  @Override
  public Row rowFrom(Tick first, Instant limit) {
    ZoneOffset offset = rules.getOffset(first.time());
    LocalDateTime from = local(first.time(), offset);
    if (first.missing() || !isMeant(from)) {
      return new Row(first.time(), 1);
    }
    ZoneOffsetTransition change = rules.nextTransition(first.time());
    Instant end =
        change == null || change.getInstant().isAfter(limit)
            ? limit
            : change.getInstant().minusNanos(1);
    LocalDateTime until = local(end, offset);
    LocalDate day = from.toLocalDate();
    LocalTime last =
        times.atOrBefore(until.toLocalDate().equals(day) ? until.toLocalTime() : LocalTime.MAX);
    if (last == null) {
      throw new IllegalStateException("no time of the day up to " + until);
    }
    return new Row(
        day.atTime(last).toInstant(offset),
        times.index(last) - times.index(from.toLocalTime()) + 1);
  }

  private Tick atEndOf(ZoneOffsetTransition gap) {
    boolean made = dst.gap() == Dst.Gap.NEXT || isMeant(gap.getDateTimeAfter());
    return new Tick(gap.getInstant(), !made);
  }

  private LocalDateTime firstUnrepeated(LocalDateTime time, ZoneOffset offset) {
    ZoneOffsetTransition change = rules.getTransition(time);
    boolean repeated =
        change != null && change.isOverlap() && offset.equals(change.getOffsetAfter());
    return repeated ? change.getDateTimeBefore() : time;
  }

  private boolean isMeant(LocalDateTime time) {
    return time.equals(atOrAfter(time));
  }

  private @Nullable LocalDateTime atOrAfter(LocalDateTime from) {
    LocalDate day = days.onOrAfter(from.toLocalDate());
    if (day == null) {
      return null;
    }
    if (day.equals(from.toLocalDate())) {
      LocalTime time = times.atOrAfter(from.toLocalTime());
      if (time != null) {
        return day.atTime(time);
      }
      day = days.onOrAfter(day.plusDays(1));
    }
    LocalTime time = times.atOrAfter(LocalTime.MIN);
    return day == null || time == null ? null : day.atTime(time);
  }

  private static LocalDateTime local(Instant instant, ZoneOffset offset) {
    return LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), offset);
  }
}
