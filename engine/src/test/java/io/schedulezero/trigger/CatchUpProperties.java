package io.schedulezero.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulezero.schedule.Dst;
import io.schedulezero.schedule.Exclusions;
import io.schedulezero.schedule.Misfire;
import io.schedulezero.schedule.Overlap;
import io.schedulezero.schedule.Policies;
import io.schedulezero.schedule.SkipReason;
import io.schedulezero.schedule.Trigger;
import io.schedulezero.trigger.CatchUp.Range;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Catching up does what a walk over every single fire says. */
final class CatchUpProperties {
  private static final Instant CREATED = Fires.at("2026-03-28T00:00:00Z");

  @Property(tries = 600)
  void a_decision_is_that_of_a_naive_walk(
      @ForAll("times") FireTimes times,
      @ForAll("misfire") Misfire misfire,
      @ForAll @IntRange(max = 3000) int toleranceSeconds,
      @ForAll @IntRange(max = 100_000) int fromSeconds,
      @ForAll @IntRange(max = 200_000) int spanSeconds) {
    Instant from = CREATED.plusSeconds(fromSeconds);
    Instant now = from.plusSeconds(spanSeconds);
    Duration tolerance = Duration.ofSeconds(toleranceSeconds);
    assertThat(CatchUp.decide(times, from, now, misfire, tolerance))
        .isEqualTo(naive(times, from, now, misfire, tolerance));
  }

  @Property(tries = 300)
  void decisions_one_after_the_other_handle_each_fire_once(
      @ForAll("times") FireTimes times,
      @ForAll("misfire") Misfire misfire,
      @ForAll @Size(min = 1, max = 8) List<@IntRange(max = 60_000) Integer> steps) {
    Instant now = CREATED;
    Instant handled = null;
    List<Instant> run = new ArrayList<>();
    long skipped = 0;
    for (int step : steps) {
      now = now.plusSeconds(step);
      CatchUp part = CatchUp.decide(times, handled, now, misfire, Duration.ofSeconds(5));
      run.addAll(part.run());
      skipped += part.skipped().stream().mapToLong(Range::count).sum();
      handled = part.handledUpTo();
    }
    assertThat(run).doesNotHaveDuplicates().isSorted();
    assertThat(run.size() + skipped).isEqualTo(due(times, CREATED, now).size());
  }

  private static List<Nominal> due(FireTimes times, Instant from, Instant now) {
    List<Nominal> due = new ArrayList<>();
    Nominal fire = times.after(from);
    while (fire != null && !fire.fireAt().isAfter(now)) {
      due.add(fire);
      fire = times.after(fire.time());
    }
    return due;
  }

  private static CatchUp naive(
      FireTimes times, Instant from, Instant now, Misfire misfire, Duration tolerance) {
    List<Nominal> due = due(times, from, now);
    List<Instant> made = new ArrayList<>();
    for (Nominal fire : due) {
      Duration late = Duration.between(fire.fireAt(), now);
      boolean tooOld = misfire.maxAge() != null && late.compareTo(misfire.maxAge()) > 0;
      if (fire.skip() == null && !tooOld && late.compareTo(tolerance) > 0) {
        made.add(fire.time());
      }
    }
    Integer maxCount = misfire.maxCount();
    int most =
        switch (misfire.policy()) {
          case SKIP -> 0;
          case FIRE_ONCE -> 1;
          case FIRE_ALL -> maxCount == null ? 10_000 : maxCount;
        };
    List<Instant> newest = made.subList(Math.max(0, made.size() - most), made.size());
    List<Instant> run = new ArrayList<>();
    List<Range> skipped = new ArrayList<>();
    boolean adjoins = false;
    for (Nominal fire : due) {
      Duration late = Duration.between(fire.fireAt(), now);
      boolean tooOld = misfire.maxAge() != null && late.compareTo(misfire.maxAge()) > 0;
      boolean onTime = late.compareTo(tolerance) <= 0 && !tooOld;
      if (fire.skip() == null && (onTime || newest.contains(fire.time()))) {
        run.add(fire.time());
        adjoins = false;
      } else {
        add(skipped, adjoins, fire.time(), fire.skip());
        adjoins = true;
      }
    }
    return new CatchUp(run, skipped, due.isEmpty() ? from : due.get(due.size() - 1).time());
  }

  private static void add(
      List<Range> skipped, boolean adjoins, Instant time, @Nullable SkipReason skip) {
    SkipReason reason = skip == null ? SkipReason.TOO_LATE : skip;
    Range last = adjoins ? skipped.get(skipped.size() - 1) : null;
    if (last != null && last.reason() == reason) {
      skipped.set(skipped.size() - 1, new Range(last.first(), time, last.count() + 1, reason));
    } else {
      skipped.add(new Range(time, time, 1, reason));
    }
  }

  @Provide
  Arbitrary<FireTimes> times() {
    Arbitrary<Trigger> intervals =
        Arbitraries.integers()
            .between(60, 20_000)
            .map(seconds -> Fires.every(Duration.ofSeconds(seconds)));
    Arbitrary<Trigger> crons =
        Combinators.combine(
                Arbitraries.of(
                    "* * * * *", "*/7 * * * *", "0 */3 * * *", "5,35 1-3 * * *", "0 0 * * *"),
                Arbitraries.of("Europe/Berlin", "America/New_York", "Asia/Kathmandu"),
                Arbitraries.of(Dst.Gap.class),
                Arbitraries.of(Dst.Overlap.class))
            .as(
                (expression, zone, gap, overlap) ->
                    new Trigger.Cron(expression, ZoneId.of(zone), new Dst(gap, overlap)));
    Arbitrary<Duration> jitters =
        Arbitraries.of(Duration.ZERO, Duration.ofSeconds(40), Duration.ofHours(2));
    Arbitrary<Set<DayOfWeek>> excluded = Arbitraries.of(DayOfWeek.class).set().ofMaxSize(3);
    return Combinators.combine(Arbitraries.oneOf(intervals, crons), jitters, excluded)
        .as(CatchUpProperties::of);
  }

  private static FireTimes of(Trigger trigger, Duration jitter, Set<DayOfWeek> excluded) {
    Policies policies =
        new Policies(
            Misfire.DEFAULT,
            Overlap.ALLOW,
            jitter,
            null,
            null,
            null,
            new Exclusions(Set.of(), excluded, ZoneId.of("America/St_Johns")));
    return FireTimes.of(Fires.ID, trigger, policies, CREATED);
  }

  @Provide
  Arbitrary<Misfire> misfire() {
    return Combinators.combine(
            Arbitraries.of(Misfire.Policy.class),
            Arbitraries.integers().between(0, 100_000).injectNull(0.5),
            Arbitraries.integers().between(1, 300).injectNull(0.5))
        .as(
            (policy, age, count) ->
                new Misfire(policy, age == null ? null : Duration.ofSeconds(age), count));
  }
}
