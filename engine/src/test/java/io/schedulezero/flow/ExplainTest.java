package io.schedulezero.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulezero.handler.Handler;
import io.schedulezero.run.Affinity;
import io.schedulezero.run.Outcome;
import io.schedulezero.run.Route;
import io.schedulezero.run.Run;
import io.schedulezero.run.RunSpec;
import io.schedulezero.run.RunState;
import io.schedulezero.run.ScheduleId;
import io.schedulezero.schedule.Exclusions;
import io.schedulezero.schedule.Misfire;
import io.schedulezero.schedule.Overlap;
import io.schedulezero.schedule.Policies;
import io.schedulezero.schedule.Trigger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a run that waits says of itself. */
@Timeout(60)
final class ExplainTest {
  private final Elsewhere elsewhere = new Elsewhere();
  private final TestEngine engine = new TestEngine(new Work());

  /** Its handler is never called. */
  public static final class Work {
    @Handler
    public void here() {}
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void a_run_that_is_due_later_says_when() {
    Run run = engine.submit(RunSpec.of("here", "{}"), Duration.ofSeconds(10));

    Gate due = gate(run, "due");

    assertThat(due.open()).isFalse();
    assertThat(due.detail()).isEqualTo("due in 10s, at 2026-03-02T12:00:10Z");
    assertThat(explain(run).summary()).isEqualTo("It waits: " + due.detail());
  }

  @Test
  void a_run_that_nobody_hosts_has_a_line_for_each_target() {
    engine.dispatcher.add(elsewhere);
    Run run = engine.submit("nowhere");

    Gate target = gate(run, "target");

    assertThat(target.open()).isFalse();
    assertThat(target.parts())
        .containsExactly(
            Gate.of("local", false, "does not host nowhere"),
            Gate.of("w1", false, "does not host nowhere"));
  }

  @Test
  void each_target_says_what_it_lacks() {
    engine.dispatcher.add(elsewhere);

    assertThat(elsewhereOf(new Route(Map.of("gpu", "true"), null, null, null)))
        .isEqualTo("has no label gpu, not gpu=true");
    assertThat(elsewhereOf(new Route(Map.of("zone", "b"), null, null, null)))
        .isEqualTo("has zone=a, not zone=b");
    assertThat(elsewhereOf(new Route(Map.of(), null, "^2", null)))
        .isEqualTo("has version 1.4.0 of there, not ^2");
    assertThat(elsewhereOf(new Route(Map.of(), "w2", null, null)))
        .isEqualTo("is not w2, which the run asks for");
  }

  @Test
  void a_worker_that_is_asked_for_and_is_not_there_is_named() {
    Run run = submit(new Route(Map.of(), "w9", null, null));

    assertThat(explain(run).summary())
        .isEqualTo("It waits: none of 1 targets takes it now: there is no worker w9");
  }

  @Test
  void a_run_waits_for_the_target_of_its_key_only() {
    engine.dispatcher.add(elsewhere);
    elsewhere.room = 0;
    Run run = submit(new Route(Map.of(), null, null, Affinity.to("acme")));

    assertThat(gate(run, "target").parts())
        .contains(Gate.of("w1", false, "has no room for more; it has 10 slots"));
  }

  @Test
  void a_run_behind_others_says_how_many() {
    Run first = submit(Route.ANYWHERE);
    Run second = submit(Route.ANYWHERE);

    assertThat(gate(first, "turn").open()).isTrue();
    assertThat(gate(second, "turn").detail()).isEqualTo("ahead of it in its lane: 1");
  }

  @Test
  void a_run_of_a_series_says_which_one_is_before_it() {
    engine.dispatcher.add(elsewhere);
    Policies oneAfterTheOther =
        new Policies(
            Misfire.DEFAULT, Overlap.QUEUE, Duration.ZERO, null, null, null, Exclusions.NONE);
    ScheduleId schedule =
        engine.schedule(
            "s",
            "there",
            new Trigger.Interval(Duration.ofSeconds(10), null, Trigger.Anchor.START),
            oneAfterTheOther);
    engine.advance(Duration.ofSeconds(10));
    Elsewhere.Given first = elsewhere.next();
    engine.advance(Duration.ofSeconds(10));
    engine.settle();
    Run second = engine.runsOf(schedule).get(0);

    assertThat(gate(second, "series").detail())
        .isEqualTo("run " + first.attempt().run() + " of its series has not finished");
    first.ends(Outcome.succeeded("1"));
  }

  @Test
  void a_run_that_is_under_way_or_over_has_no_gates() {
    engine.dispatcher.add(elsewhere);
    Run run = engine.submit("there");
    Elsewhere.Given given = elsewhere.next();

    assertThat(explain(run).gates()).isEmpty();
    assertThat(explain(run).summary()).startsWith("It is running on w1 since 2026-03-02T12:00:00Z");
    given.ends(Outcome.succeeded("1"));
    assertThat(explain(engine.awaitState(run.id(), RunState.SUCCEEDED)).summary())
        .isEqualTo("It is over: succeeded");
  }

  @Test
  void a_run_that_starts_as_soon_as_its_worker_comes_is_not_behind_those_that_wait_for_others() {
    submit(new Route(Map.of(), "w9", null, null));
    Run run = submit(new Route(Map.of("zone", "a"), null, null, null));

    engine.dispatcher.add(elsewhere);
    engine.flow.roomGrew();

    assertThat(elsewhere.next().attempt().run()).isEqualTo(run.id());
  }

  private Run submit(Route route) {
    return engine.submit(RunSpec.of("there", "{}").routed(route), Duration.ZERO);
  }

  private @Nullable String elsewhereOf(Route route) {
    List<Gate> parts = gate(submit(route), "target").parts();
    return parts.get(1).detail();
  }

  private Explanation explain(Run run) {
    return TestEngine.done(engine.flow.explain(engine.find(run.id())));
  }

  private Gate gate(Run run, String name) {
    return explain(run).gates().stream()
        .filter(gate -> gate.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
