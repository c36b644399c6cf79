package io.schedulezero.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.schedulezero.schedule.Dst;
import io.schedulezero.schedule.Exclusions;
import io.schedulezero.schedule.Misfire;
import io.schedulezero.schedule.SkipReason;
import io.schedulezero.schedule.Trigger;
import io.schedulezero.trigger.CatchUp.Range;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class CatchUpTest {
  private static final Duration TOLERANCE = Duration.ofSeconds(1);
  private static final Instant NOON = Fires.at("2026-01-01T12:00:00Z");
  private static final Misfire SKIP = new Misfire(Misfire.Policy.SKIP, null, null);
  private static final Misfire FIRE_ALL = new Misfire(Misfire.Policy.FIRE_ALL, null, null);

  private final FireTimes hourly = Fires.of(Fires.cron("@hourly", "UTC"), "2026-01-01T06:30:00Z");

  @Test
  void a_fire_that_is_on_time_runs_whatever_the_policy() {
    CatchUp now = CatchUp.decide(hourly, at(11), NOON.plusMillis(20), SKIP, TOLERANCE);
    assertThat(now.run()).containsExactly(NOON);
    assertThat(now.skipped()).isEmpty();
    assertThat(now.handledUpTo()).isEqualTo(NOON);
  }

  @Test
  void nothing_is_due_before_its_time() {
    CatchUp now = CatchUp.decide(hourly, at(11), NOON.minusMillis(1), FIRE_ALL, TOLERANCE);
    assertThat(now.run()).isEmpty();
    assertThat(now.handledUpTo()).isEqualTo(at(11));
  }

  @Test
  void fire_once_makes_up_for_the_newest() {
    CatchUp now = decide(Misfire.DEFAULT);
    assertThat(now.run()).containsExactly(at(12));
    assertThat(now.skipped()).containsExactly(late(7, 11, 5));
    assertThat(now.handledUpTo()).isEqualTo(at(12));
  }

  @Test
  void skip_makes_up_for_none() {
    assertThat(decide(SKIP).run()).isEmpty();
    assertThat(decide(SKIP).skipped()).containsExactly(late(7, 12, 6));
  }

  @Test
  void fire_all_makes_up_for_all_within_its_bounds() {
    assertThat(decide(FIRE_ALL).run()).hasSize(6).startsWith(at(7)).isSorted();
    CatchUp two = decide(new Misfire(Misfire.Policy.FIRE_ALL, null, 2));
    assertThat(two.run()).containsExactly(at(11), at(12));
    assertThat(two.skipped()).containsExactly(late(7, 10, 4));
    CatchUp young = decide(new Misfire(Misfire.Policy.FIRE_ALL, Duration.ofMinutes(90), null));
    assertThat(young.run()).containsExactly(at(11), at(12));
  }

  @Test
  void what_is_too_old_does_not_run_under_any_policy() {
    Misfire once = new Misfire(Misfire.Policy.FIRE_ONCE, Duration.ofMinutes(10), null);
    assertThat(decide(once).run()).isEmpty();
    assertThat(decide(once).skipped()).containsExactly(late(7, 12, 6));
  }

  @Test
  void an_excluded_or_missing_fire_keeps_its_own_reason() {
    Exclusions thursdays = new Exclusions(Set.of(), Set.of(DayOfWeek.THURSDAY), null);
    FireTimes daily =
        Fires.of(
            Fires.cron("0 9 * * *", "UTC"), Fires.excluding(thursdays), "2026-01-06T12:00:00Z");
    CatchUp now = CatchUp.decide(daily, null, Fires.at("2026-01-10T00:00:00Z"), SKIP, TOLERANCE);
    assertThat(now.skipped())
        .extracting(Range::reason)
        .containsExactly(SkipReason.TOO_LATE, SkipReason.CALENDAR, SkipReason.TOO_LATE);
    FireTimes nightly =
        Fires.of(
            Fires.cron("30 2 * * *", "Europe/Berlin", new Dst(Dst.Gap.SKIP, Dst.Overlap.FIRST)),
            "2026-03-28T12:00:00Z");
    Instant gap = Fires.at("2026-03-29T01:00:00Z");
    assertThat(CatchUp.decide(nightly, null, gap, FIRE_ALL, TOLERANCE).skipped())
        .containsExactly(new Range(gap, gap, 1, SkipReason.DST_GAP));
  }

  @Test
  void a_pause_skips_everything_for_its_reason() {
    CatchUp paused = CatchUp.skipAll(hourly, at(8), NOON, SkipReason.PAUSED);
    assertThat(paused.run()).isEmpty();
    assertThat(paused.skipped()).containsExactly(new Range(at(9), NOON, 4, SkipReason.PAUSED));
    assertThat(paused.handledUpTo()).isEqualTo(NOON);
  }

  @Test
  void a_clock_that_goes_back_repeats_nothing() {
    CatchUp back = CatchUp.decide(hourly, at(12), at(9), FIRE_ALL, TOLERANCE);
    assertThat(back.run()).isEmpty();
    assertThat(back.skipped()).isEmpty();
    assertThat(back.handledUpTo()).isEqualTo(at(12));
  }

  @Test
  void a_fire_waits_for_its_jitter() {
    FireTimes late =
        Fires.of(
            Fires.every(Duration.ofHours(1)),
            Fires.jitter(Duration.ofHours(1)),
            "2026-01-01T00:00:00Z");
    Nominal first = late.after(late.origin());
    assertThat(first).isNotNull();
    assertThat(first.fireAt()).isAfter(first.time());
    Instant before = first.fireAt().minusMillis(1);
    assertThat(CatchUp.decide(late, null, before, FIRE_ALL, TOLERANCE).run()).isEmpty();
    assertThat(CatchUp.decide(late, null, first.fireAt(), SKIP, TOLERANCE).run())
        .containsExactly(first.time());
  }

  @Test
  void after_completion_there_is_one_fire_at_most() {
    FireTimes polling =
        Fires.of(
            new Trigger.Interval(Duration.ofMinutes(1), null, Trigger.Anchor.COMPLETION),
            "2026-01-01T00:00:00Z");
    Instant ended = Fires.at("2026-01-01T08:00:00Z");
    Instant next = ended.plusSeconds(60);
    assertThat(CatchUp.decide(polling, ended, NOON, FIRE_ALL, TOLERANCE).run())
        .containsExactly(next);
    assertThat(CatchUp.decide(polling, ended, NOON, SKIP, TOLERANCE).skipped())
        .containsExactly(new Range(next, next, 1, SkipReason.TOO_LATE));
  }

  @Test
  void a_year_of_seconds_is_decided_about_at_once() {
    Instant begin = Fires.at("2025-01-01T00:00:00Z");
    FireTimes cron = Fires.of(Fires.cron("* * * * * *", "Europe/Berlin"), begin.toString());
    FireTimes interval = Fires.of(Fires.every(Duration.ofSeconds(1)), begin.toString());
    FireTimes jittered =
        Fires.of(
            Fires.cron("* * * * * *", "UTC"), Fires.jitter(Duration.ofDays(1)), begin.toString());
    Instant now = Fires.at("2026-01-01T00:00:00.999Z");
    assertTimeout(
        Duration.ofSeconds(3),
        () -> {
          for (FireTimes times : new FireTimes[] {cron, interval, jittered}) {
            CatchUp all = CatchUp.decide(times, null, now, FIRE_ALL, Duration.ZERO);
            assertThat(all.run()).hasSize(CatchUp.MOST_RUNS);
            assertThat(all.skipped())
                .singleElement()
                .returns(365L * 86_400 - CatchUp.MOST_RUNS, Range::count);
          }
        });
  }

  @Test
  void decades_of_milliseconds_are_decided_about_at_once() {
    FireTimes times = Fires.of(Fires.every(Duration.ofMillis(1)), "1990-01-01T00:00:00Z");
    assertTimeout(
        Duration.ofSeconds(3),
        () -> {
          CatchUp once =
              CatchUp.decide(times, null, NOON.plusNanos(1), Misfire.DEFAULT, Duration.ZERO);
          assertThat(once.run()).containsExactly(NOON);
          assertThat(once.skipped())
              .singleElement()
              .returns(
                  Duration.between(Fires.at("1990-01-01T00:00:00Z"), NOON).toMillis() - 1,
                  Range::count);
        });
  }

  private CatchUp decide(Misfire misfire) {
    return CatchUp.decide(hourly, null, NOON.plusSeconds(1200), misfire, TOLERANCE);
  }

  private static Instant at(int hour) {
    return Fires.at("2026-01-01T00:00:00Z").plus(Duration.ofHours(hour));
  }

  private static Range late(int firstHour, int lastHour, long count) {
    return new Range(at(firstHour), at(lastHour), count, SkipReason.TOO_LATE);
  }
}
