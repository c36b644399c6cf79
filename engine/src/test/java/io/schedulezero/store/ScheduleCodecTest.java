package io.schedulezero.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulezero.run.Affinity;
import io.schedulezero.run.Backoff;
import io.schedulezero.run.RetryPolicy;
import io.schedulezero.run.Route;
import io.schedulezero.run.RunSpec;
import io.schedulezero.run.ScheduleId;
import io.schedulezero.schedule.Dst;
import io.schedulezero.schedule.Exclusions;
import io.schedulezero.schedule.Misfire;
import io.schedulezero.schedule.Overlap;
import io.schedulezero.schedule.Pause;
import io.schedulezero.schedule.Policies;
import io.schedulezero.schedule.Schedule;
import io.schedulezero.schedule.Trigger;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class ScheduleCodecTest {
  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void a_schedule_comes_back_as_it_was(@ForAll("schedules") Schedule schedule) {
    Schedule read =
        new Schedule(
            schedule.id(),
            ScheduleCodec.spec(ScheduleCodec.write(schedule.spec())),
            ScheduleCodec.trigger(ScheduleCodec.write(schedule.trigger())),
            ScheduleCodec.policies(ScheduleCodec.write(schedule.policies())),
            ScheduleCodec.pause(ScheduleCodec.write(schedule.pause())),
            schedule.createdAt(),
            schedule.updatedAt(),
            schedule.version());
    assertThat(read).isEqualTo(schedule);
  }

  @Provide
  Arbitrary<Schedule> schedules() {
    return Combinators.combine(
            specs(),
            triggers(),
            policies(),
            Combinators.combine(instants(), texts()).as(Pause::new).injectNull(0.5),
            instants(),
            Arbitraries.longs())
        .as(
            (spec, trigger, policies, pause, at, version) ->
                new Schedule(new ScheduleId("s"), spec, trigger, policies, pause, at, at, version));
  }

  private static Arbitrary<RunSpec> specs() {
    return Combinators.combine(
            texts(),
            texts(),
            Arbitraries.integers().between(0, 9),
            durations().injectNull(0.5),
            retries().injectNull(0.5),
            texts().list().ofMaxSize(3),
            routes())
        .as(
            (handler, args, priority, timeout, retry, tags, route) ->
                new RunSpec(handler, args, priority, timeout, retry, null, tags, route));
  }

  private static Arbitrary<Route> routes() {
    Arbitrary<String> words = Arbitraries.strings().alpha().ofMaxLength(3);
    return Combinators.combine(
            Arbitraries.maps(words, words).ofMaxSize(3),
            words.injectNull(0.5),
            words.injectNull(0.5),
            Combinators.combine(texts(), texts()).as(Affinity::new).injectNull(0.5))
        .as(Route::new);
  }

  private static Arbitrary<RetryPolicy> retries() {
    return Combinators.combine(
            Arbitraries.of(Backoff.class),
            Arbitraries.integers().between(1, 1_000),
            durations(),
            Arbitraries.doubles().between(0.1, 100),
            Arbitraries.doubles().between(0, 1),
            durations().injectNull(0.5))
        .as(
            (backoff, attempts, delay, factor, jitter, maxAge) ->
                new RetryPolicy(backoff, attempts, delay, delay, factor, jitter, maxAge));
  }

  private static Arbitrary<Trigger> triggers() {
    return Arbitraries.oneOf(
        instants().map(Trigger.Date::new),
        Combinators.combine(
                durations(), instants().injectNull(0.5), Arbitraries.of(Trigger.Anchor.class))
            .as(Trigger.Interval::new),
        Combinators.combine(texts(), zones(), dsts()).as(Trigger.Cron::new),
        Combinators.combine(
                Arbitraries.integers()
                    .between(1, 500)
                    .flatMap(n -> Arbitraries.of(Period.ofDays(n), Period.ofMonths(n))),
                times(),
                zones(),
                instants().injectNull(0.5),
                dsts())
            .as(Trigger.CalendarInterval::new),
        Combinators.combine(times(), durations(), days().filter(d -> !d.isEmpty()), zones(), dsts())
            .as(
                (from, every, days, zone, dst) ->
                    new Trigger.DailyWindow(
                        from, LocalTime.MAX, every.plusSeconds(1), days, zone, dst)));
  }

  private static Arbitrary<Policies> policies() {
    Arbitrary<Misfire> misfires =
        Combinators.combine(
                Arbitraries.of(Misfire.Policy.class),
                durations().injectNull(0.5),
                Arbitraries.integers().between(1, 9).injectNull(0.5))
            .as(Misfire::new);
    Arbitrary<Exclusions> exclusions =
        Combinators.combine(
                Arbitraries.longs()
                    .between(-9_999, 99_999)
                    .map(LocalDate::ofEpochDay)
                    .set()
                    .ofMaxSize(3),
                days().filter(days -> days.size() < 7),
                zones())
            .as(
                (dates, days, zone) ->
                    dates.isEmpty() && days.isEmpty()
                        ? Exclusions.NONE
                        : new Exclusions(dates, days, zone));
    return Combinators.combine(
            misfires,
            Arbitraries.of(Overlap.class),
            durations(),
            instants().injectNull(0.5),
            Arbitraries.longs().greaterOrEqual(1).injectNull(0.5),
            exclusions)
        .as(
            (misfire, overlap, jitter, start, maxRuns, exclude) ->
                new Policies(
                    misfire,
                    overlap,
                    jitter,
                    start,
                    start == null ? null : start.plusSeconds(1),
                    maxRuns,
                    exclude));
  }

  private static Arbitrary<String> texts() {
    return Arbitraries.of(List.of("", "plain", "\"quoted\" \\ \n", "nul \u0000", "\uD83D\uDE80"));
  }

  private static Arbitrary<Instant> instants() {
    return Arbitraries.oneOf(
        Arbitraries.longs().map(Micros::toInstant),
        Arbitraries.of(Instant.MIN, Instant.EPOCH.plusNanos(1), Instant.MAX.minusSeconds(1)));
  }

  private static Arbitrary<Duration> durations() {
    return Arbitraries.oneOf(
        Arbitraries.longs().between(1_000_000, Long.MAX_VALUE / 2).map(Duration::ofNanos),
        Arbitraries.of(Duration.ofDays(300_000), Duration.ofSeconds(Long.MAX_VALUE - 1)));
  }

  private static Arbitrary<LocalTime> times() {
    return Arbitraries.longs().between(0, 86_399_999_999_999L).map(LocalTime::ofNanoOfDay);
  }

  private static Arbitrary<Set<DayOfWeek>> days() {
    return Arbitraries.of(DayOfWeek.class).set();
  }

  private static Arbitrary<ZoneId> zones() {
    return Arbitraries.of("Europe/Berlin", "Z", "+05:45", "Pacific/Chatham").map(ZoneId::of);
  }

  private static Arbitrary<Dst> dsts() {
    return Combinators.combine(Arbitraries.of(Dst.Gap.class), Arbitraries.of(Dst.Overlap.class))
        .as(Dst::new);
  }
}
