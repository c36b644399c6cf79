package io.schedulezero.dispatch.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class HealthTest {
  private static final Duration BEAT = Duration.ofSeconds(2);
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final Health health = new Health(BEAT);
  private long now = -40 * SECOND;

  private static Blame blame(long succeeded, long failed) {
    return new Blame(new Counts(succeeded, failed), failed + " of mail failed");
  }

  private WorkerHealth after(Duration wait, Duration silence, Blame blame) {
    now += wait.toNanos();
    health.look(new Health.Signs(silence.toNanos(), blame, 0), now);
    return health.health();
  }

  private WorkerHealth after(Duration wait) {
    return after(wait, Duration.ZERO, Blame.NONE);
  }

  private WorkerHealth failing() {
    return after(Duration.ZERO, Duration.ZERO, blame(0, 10));
  }

  private void pass(int probes) {
    for (int i = 0; i < probes; i++) {
      health.probed(true, "mail", now);
    }
  }

  @Test
  void few_attempts_say_nothing_more_say_that_others_go_first_and_many_that_it_rests() {
    assertThat(after(Duration.ZERO, Duration.ZERO, blame(0, 4))).isEqualTo(WorkerHealth.HEALTHY);
    assertThat(after(Duration.ZERO, Duration.ZERO, blame(0, 5))).isEqualTo(WorkerHealth.DEGRADED);
    assertThat(health.known().reason()).isEqualTo("5 of mail failed");
    assertThat(after(Duration.ZERO, Duration.ZERO, blame(90, 10))).isEqualTo(WorkerHealth.HEALTHY);
    assertThat(after(Duration.ZERO, Duration.ZERO, blame(70, 30))).isEqualTo(WorkerHealth.DEGRADED);
    assertThat(after(Duration.ZERO, Duration.ZERO, blame(4, 6))).isEqualTo(WorkerHealth.UNHEALTHY);
    assertThat(health.known().reason()).isEqualTo("6 of mail failed; it rests for 10.0 s");
  }

  @Test
  void after_its_rest_it_recovers_and_after_some_good_attempts_it_is_healthy() {
    failing();

    assertThat(after(Duration.ofSeconds(9))).isEqualTo(WorkerHealth.UNHEALTHY);
    assertThat(after(Duration.ofSeconds(1))).isEqualTo(WorkerHealth.RECOVERING);
    pass(2);
    assertThat(health.health()).isEqualTo(WorkerHealth.RECOVERING);
    assertThat(health.probed(true, "mail", now)).isTrue();
    assertThat(health.known()).isEqualTo(new Health.Known(WorkerHealth.HEALTHY, ""));
  }

  @Test
  void each_attempt_that_fails_while_it_recovers_makes_the_next_rest_twice_as_long() {
    failing();
    Duration rest = Health.FIRST_REST;

    for (int i = 0; i < 8; i++) {
      assertThat(after(rest)).isEqualTo(WorkerHealth.RECOVERING);
      assertThat(health.probed(false, "mail", now)).isTrue();
      rest = rest.multipliedBy(2);
      rest = rest.compareTo(Health.LONGEST_REST) < 0 ? rest : Health.LONGEST_REST;
      assertThat(after(rest.minusMillis(1))).isEqualTo(WorkerHealth.UNHEALTHY);
      now -= rest.minusMillis(1).toNanos();
    }

    assertThat(rest).isEqualTo(Health.LONGEST_REST);
  }

  @Test
  void one_that_was_healthy_for_long_begins_with_a_short_rest_again() {
    failing();
    after(Health.FIRST_REST);
    health.probed(false, "mail", now);
    after(Health.FIRST_REST.multipliedBy(2));
    pass(3);
    now += Health.LONGEST_REST.toNanos();

    failing();

    assertThat(after(Health.FIRST_REST)).isEqualTo(WorkerHealth.RECOVERING);
  }

  @Test
  void late_heartbeats_degrade_it_and_silence_stops_it_until_it_has_spoken_for_a_while() {
    assertThat(after(BEAT, BEAT.multipliedBy(2), Blame.NONE)).isEqualTo(WorkerHealth.DEGRADED);
    assertThat(health.known().reason()).isEqualTo("it has given no sign of life for 4.0 s");
    assertThat(after(BEAT, BEAT.multipliedBy(3), Blame.NONE)).isEqualTo(WorkerHealth.UNHEALTHY);
    assertThat(after(BEAT)).isEqualTo(WorkerHealth.RECOVERING);
    assertThat(after(BEAT.multipliedBy(2))).isEqualTo(WorkerHealth.RECOVERING);
    assertThat(after(BEAT)).isEqualTo(WorkerHealth.HEALTHY);
  }

  @Test
  void silence_does_not_shorten_a_rest() {
    failing();
    after(BEAT, BEAT.multipliedBy(3), Blame.NONE);

    assertThat(after(BEAT)).isEqualTo(WorkerHealth.UNHEALTHY);
    assertThat(after(Health.FIRST_REST)).isEqualTo(WorkerHealth.RECOVERING);
    assertThat(after(BEAT.multipliedBy(9))).isEqualTo(WorkerHealth.RECOVERING);
  }

  @Test
  void threads_that_nothing_stops_degrade_it() {
    health.look(new Health.Signs(0, Blame.NONE, 2), now);

    assertThat(health.health()).isEqualTo(WorkerHealth.DEGRADED);
    assertThat(health.known().reason()).endsWith("hold threads of it: 2");
  }

  @Test
  void another_process_begins_afresh() {
    failing();

    health.begin();

    assertThat(health.known()).isEqualTo(new Health.Known(WorkerHealth.HEALTHY, ""));
  }

  /** What happens to a worker, one step. */
  record Step(int waitSeconds, int silentBeats, Counts counts, boolean probePasses) {}

  @Provide
  Arbitrary<List<Step>> lives() {
    Arbitrary<Counts> counts =
        Arbitraries.longs()
            .between(0, 30)
            .flatMap(good -> Arbitraries.longs().between(0, 30).map(bad -> new Counts(good, bad)));
    return Arbitraries.integers()
        .between(0, 400)
        .flatMap(
            wait ->
                Arbitraries.frequency(
                        net.jqwik.api.Tuple.of(5, 0),
                        net.jqwik.api.Tuple.of(1, 2),
                        net.jqwik.api.Tuple.of(1, 3))
                    .flatMap(
                        silent ->
                            counts.flatMap(
                                sum ->
                                    Arbitraries.of(true, false)
                                        .map(good -> new Step(wait, silent, sum, good)))))
        .list()
        .ofMaxSize(60);
  }

  @Property
  void whatever_happens_only_the_arrows_of_the_drawing_are_taken_and_trouble_has_a_reason(
      @ForAll("lives") List<Step> life) {
    for (Step step : life) {
      WorkerHealth before = health.health();
      WorkerHealth next =
          after(
              Duration.ofSeconds(step.waitSeconds()),
              BEAT.multipliedBy(step.silentBeats()),
              new Blame(step.counts(), "it fails"));
      assertThat(next).isIn(after(before));
      health.probed(step.probePasses(), "mail", now);
      assertThat(health.known().reason().isEmpty())
          .isEqualTo(health.health() == WorkerHealth.HEALTHY);
    }
  }

  @Property
  void whatever_happened_one_that_does_well_from_now_on_becomes_healthy(
      @ForAll("lives") List<Step> life) {
    life.forEach(
        step -> {
          after(
              Duration.ofSeconds(step.waitSeconds()),
              BEAT.multipliedBy(step.silentBeats()),
              new Blame(step.counts(), "it fails"));
          health.probed(step.probePasses(), "mail", now);
        });

    after(Health.LONGEST_REST);
    pass(3);
    after(Duration.ZERO);

    assertThat(health.health()).isEqualTo(WorkerHealth.HEALTHY);
  }

  private static List<WorkerHealth> after(WorkerHealth before) {
    return switch (before) {
      case HEALTHY, DEGRADED ->
          List.of(WorkerHealth.HEALTHY, WorkerHealth.DEGRADED, WorkerHealth.UNHEALTHY);
      case UNHEALTHY -> List.of(WorkerHealth.UNHEALTHY, WorkerHealth.RECOVERING);
      case RECOVERING ->
          List.of(WorkerHealth.RECOVERING, WorkerHealth.UNHEALTHY, WorkerHealth.HEALTHY);
    };
  }
}
