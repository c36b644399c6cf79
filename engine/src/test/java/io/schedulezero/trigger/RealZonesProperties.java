package io.schedulezero.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.schedulezero.schedule.Dst;
import io.schedulezero.schedule.Policies;
import io.schedulezero.schedule.SkipReason;
import io.schedulezero.schedule.Trigger;
import io.schedulezero.trigger.FireTimes.Stretch;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.HashSet;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** No fire is lost, doubled or out of order, in any zone, around any change of its clocks. */
final class RealZonesProperties {
  private static final Duration SPAN = Duration.ofHours(60);

  /** Some days in a zone, mostly with a change of the clocks in them. */
  record Days(ZoneId zone, Instant from) {
    Instant to() {
      return from.plus(SPAN);
    }
  }

  @Property(tries = 1500)
  void cron_fires_as_a_search_by_the_minute_finds(
      @ForAll("days") Days days, @ForAll("cron") CronPattern pattern, @ForAll("dst") Dst dst) {
    Trigger cron = new Trigger.Cron(pattern.expression(), days.zone(), dst);
    Assume.that(fires(pattern));
    check(cron, new NaiveFires(pattern::matches, pattern.everyHour()), days, dst);
  }

  @Property(tries = 400)
  void windows_fire_as_a_search_by_the_minute_finds(
      @ForAll("days") Days days,
      @ForAll("dst") Dst dst,
      @ForAll @IntRange(max = 1439) int oneEnd,
      @ForAll @IntRange(max = 1439) int otherEnd,
      @ForAll @IntRange(min = 1, max = 200) int step,
      @ForAll Set<DayOfWeek> weekdays) {
    Assume.that(!weekdays.isEmpty());
    int from = Math.min(oneEnd, otherEnd);
    int to = Math.max(oneEnd, otherEnd);
    Set<Integer> minutes = new HashSet<>();
    Set<Integer> hours = new HashSet<>();
    for (int minute = from; minute <= to; minute += step) {
      minutes.add(minute);
      hours.add(minute / 60);
    }
    Trigger window =
        new Trigger.DailyWindow(
            LocalTime.ofSecondOfDay(from * 60L),
            LocalTime.ofSecondOfDay(to * 60L),
            Duration.ofMinutes(step),
            weekdays,
            days.zone(),
            dst);
    NaiveFires naive =
        new NaiveFires(
            time ->
                weekdays.contains(time.getDayOfWeek())
                    && minutes.contains(time.getHour() * 60 + time.getMinute()),
            hours.size() == 24);
    check(window, naive, days, dst);
  }

  @Property(tries = 400)
  void calendar_intervals_fire_as_a_search_by_the_minute_finds(
      @ForAll("days") Days days,
      @ForAll("dst") Dst dst,
      @ForAll @IntRange(max = 1439) int minute,
      @ForAll @IntRange(min = 1, max = 3) int every,
      @ForAll boolean months) {
    LocalTime at = LocalTime.ofSecondOfDay(minute * 60L);
    LocalDate first = LocalDate.ofInstant(days.from(), days.zone());
    Period period = months ? Period.ofMonths(every) : Period.ofDays(every);
    Trigger calendar = new Trigger.CalendarInterval(period, at, days.zone(), null, dst);
    Set<LocalDate> dates = new HashSet<>();
    for (int i = 0; i < 5; i++) {
      dates.add(first.plus(period.multipliedBy(i)));
    }
    NaiveFires naive =
        new NaiveFires(
            time -> time.toLocalTime().equals(at) && dates.contains(time.toLocalDate()), false);
    check(calendar, naive, days, dst);
  }

  private static void check(Trigger trigger, NaiveFires naive, Days days, Dst dst) {
    FireTimes times = FireTimes.of(Fires.ID, trigger, Policies.DEFAULT, days.from());
    NavigableMap<Instant, @Nullable SkipReason> expected =
        naive.between(days.from(), days.to(), days.zone(), dst);
    TreeMap<Instant, @Nullable SkipReason> found = new TreeMap<>();
    Instant last = days.from();
    Nominal fire = times.after(last);
    while (fire != null && !fire.time().isAfter(days.to())) {
      assertThat(fire.time()).isAfter(last);
      assertThat(times.after(fire.time().minusNanos(1))).isEqualTo(fire);
      last = fire.time();
      found.put(last, fire.skip());
      fire = times.after(last);
    }
    assertThat(found).isEqualTo(expected);
    checkStretches(times, days, expected);
  }

  /** Stretches cover the same fires, without a gap between them. */
  private static void checkStretches(
      FireTimes times, Days days, NavigableMap<Instant, @Nullable SkipReason> expected) {
    Instant last = days.from();
    long count = 0;
    Stretch stretch = times.stretchAfter(last, days.to());
    while (stretch != null) {
      Instant first = stretch.first().time();
      assertThat(expected.higherKey(last)).isEqualTo(first);
      last = stretch.last().time();
      assertThat(expected.subMap(first, true, last, true)).hasSize((int) stretch.count());
      assertThat(expected).containsKey(last);
      count += stretch.count();
      stretch = times.stretchAfter(last, days.to());
    }
    assertThat(count).isEqualTo(expected.size());
  }

  /** Whether it ever does; if not, it must be refused. */
  private static boolean fires(CronPattern pattern) {
    LocalDateTime day = LocalDateTime.of(2000, 1, 1, 0, 0);
    int minute = pattern.minute().values().iterator().next();
    int hour = pattern.hour().values().iterator().next();
    for (int i = 0; i < 40 * 366; i++) {
      if (pattern.matches(day.plusDays(i).withHour(hour).withMinute(minute))) {
        return true;
      }
    }
    assertThatExceptionOfType(InvalidTrigger.class)
        .isThrownBy(() -> CronExpression.parse(pattern.expression()));
    return false;
  }

  @Provide
  Arbitrary<CronPattern> cron() {
    return CronPattern.arbitrary();
  }

  @Provide
  Arbitrary<Dst> dst() {
    return Combinators.combine(Arbitraries.of(Dst.Gap.class), Arbitraries.of(Dst.Overlap.class))
        .as(Dst::new);
  }

  @Provide
  Arbitrary<Days> days() {
    Arbitrary<ZoneId> zones =
        Arbitraries.of(ZoneId.getAvailableZoneIds().stream().sorted().toList()).map(ZoneId::of);
    Arbitrary<Instant> instants =
        Arbitraries.longs()
            .between(0, Duration.ofDays(366 * 80).toMinutes())
            .map(minutes -> Instant.parse("1975-01-01T00:00:00Z").plusSeconds(minutes * 60));
    Arbitrary<Integer> before = Arbitraries.integers().between(0, 50 * 60);
    return Combinators.combine(zones, instants, before).as(RealZonesProperties::near);
  }

  private static Days near(ZoneId zone, Instant instant, int minutesBefore) {
    ZoneOffsetTransition change = zone.getRules().nextTransition(instant);
    Instant centre = change == null ? instant : change.getInstant();
    return new Days(zone, centre.minus(minutesBefore, ChronoUnit.MINUTES));
  }
}
