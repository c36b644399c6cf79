package io.schedulezero.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.schedulezero.dispatch.AttemptReports.Recorded;
import io.schedulezero.handler.Handler;
import io.schedulezero.journal.Journal;
import io.schedulezero.run.AttemptOutcome;
import io.schedulezero.run.Failure;
import io.schedulezero.run.Outcome;
import io.schedulezero.run.Route;
import io.schedulezero.run.Run;
import io.schedulezero.run.RunSpec;
import io.schedulezero.run.RunState;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of runs that execute elsewhere. */
@Timeout(60)
final class RemoteRunsTest {
  private static final Outcome LOST =
      Outcome.ended(AttemptOutcome.LOST, Failure.of("lost", "no sign of life"));

  private final Elsewhere elsewhere = new Elsewhere();
  private final TestEngine engine = new TestEngine(new Work());

  /** The handler is hosted elsewhere; this one has the same name and is never called. */
  public static final class Work {
    @Handler
    public void here() {}
  }

  @BeforeEach
  void aWorkerComes() {
    engine.dispatcher.add(elsewhere);
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void an_attempt_may_begin_when_its_start_is_in_the_store() {
    Run run = engine.submit("there");
    Elsewhere.Given given = elsewhere.next();

    given.mayBegin().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();

    Run stored = engine.find(run.id());
    assertThat(stored.state()).isEqualTo(RunState.RUNNING);
    assertThat(stored.attempt()).isNotNull();
    assertThat(stored.attempt().target()).isEqualTo("w1");
    assertThat(stored.attempt().fence()).isEqualTo(given.attempt().fence());
  }

  @Test
  void whoever_reports_an_end_hears_when_it_is_in_the_store() {
    Run run = engine.submit("there");

    Recorded recorded = elsewhere.next().ends(Outcome.succeeded("1"));

    assertThat(recorded).isEqualTo(Recorded.COMMITTED);
    assertThat(engine.find(run.id()).state()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void an_end_that_comes_twice_is_stale() {
    engine.submit("there");
    Elsewhere.Given given = elsewhere.next();
    given.ends(Outcome.succeeded("1"));

    assertThat(given.ends(Outcome.succeeded("2"))).isEqualTo(Recorded.STALE);
  }

  @Test
  void an_attempt_that_is_given_back_does_not_count_and_begins_again() {
    Run run = engine.submit("there");
    Elsewhere.Given first = elsewhere.next();

    first.reports().returned(run.id(), first.attempt().fence(), "w1 is full");

    Elsewhere.Given second = elsewhere.next();
    assertThat(second.attempt().run()).isEqualTo(run.id());
    assertThat(second.attempt().fence()).isGreaterThan(first.attempt().fence());
    second.ends(Outcome.succeeded("1"));
    Run over = engine.find(run.id());
    assertThat(over.attempts()).isEqualTo(1);
    assertThat(engine.storage.runs().earlierAttempts(run.id()))
        .singleElement()
        .satisfies(
            attempt -> {
              assertThat(attempt.failure()).isNotNull();
              assertThat(attempt.failure().message()).isEqualTo("w1 is full");
            });
  }

  @Test
  void a_run_whose_target_vanished_begins_again_and_the_old_attempt_has_no_say() {
    Run run = engine.submit("there");
    Elsewhere.Given first = elsewhere.next();
    first.reports().ended(run.id(), first.attempt().fence(), LOST);

    Elsewhere.Given second = elsewhere.next();

    assertThat(second.attempt().run()).isEqualTo(run.id());
    assertThat(first.ends(Outcome.succeeded("\"zombie\""))).isEqualTo(Recorded.STALE);
    second.ends(Outcome.succeeded("\"second\""));
    assertThat(engine.find(run.id()).result()).isEqualTo("\"second\"");
  }

  @Test
  void a_run_that_takes_two_targets_down_is_quarantined() {
    Run run = engine.submit("there");
    Elsewhere.Given first = elsewhere.next();
    first.reports().ended(run.id(), first.attempt().fence(), LOST);

    elsewhere.next().ends(LOST);

    Run over = engine.awaitState(run.id(), RunState.FAILED);
    assertThat(over.note()).contains("quarantined");
  }

  @Test
  void a_run_that_was_cancelled_is_over_when_its_target_vanishes() {
    Run run = engine.submit("there");
    Elsewhere.Given given = elsewhere.next();
    TestEngine.done(engine.flow.interventions().cancel(run.id(), "no longer needed"));
    assertThat(elsewhere.cancelled).containsExactly("no longer needed");

    given.ends(LOST);

    Run over = engine.awaitState(run.id(), RunState.CANCELLED);
    assertThat(over.note()).isEqualTo("no longer needed");
  }

  @Test
  void what_its_worker_stopped_begins_again() {
    Run run = engine.submit("there");
    Failure draining = Failure.of("cancelled", "the worker is draining");

    elsewhere.next().ends(Outcome.ended(AttemptOutcome.CANCELLED, draining));

    assertThat(elsewhere.next().attempt().run()).isEqualTo(run.id());
  }

  @Test
  void a_run_waits_until_a_target_comes() {
    engine.dispatcher.remove(elsewhere);
    Run run = engine.submit("there");
    engine.settle();
    assertThat(engine.find(run.id()).state()).isEqualTo(RunState.QUEUED);

    engine.dispatcher.add(elsewhere);
    engine.flow.roomGrew();

    assertThat(elsewhere.next().attempt().run()).isEqualTo(run.id());
  }

  @Test
  void any_number_of_runs_whose_worker_is_missing_is_in_nobodys_way() {
    Route toW9 = new Route(Map.of(), "w9", null, null);
    for (int i = 0; i < 2_000; i++) {
      engine.add(RunSpec.of("there", "{}").routed(toW9));
    }
    engine.settle();

    Run run = engine.submit("there");

    assertThat(elsewhere.next().attempt().run()).isEqualTo(run.id());
    assertThat(TestEngine.done(engine.storage.journal().waiting()))
        .extracting(Journal.Waiting::lane)
        .containsExactly("there\n@w9");
  }

  @Test
  void what_waited_in_the_store_for_its_worker_goes_there_when_it_comes() {
    engine.dispatcher.remove(elsewhere);
    Route toW1 = new Route(Map.of(), "w1", null, null);
    for (int i = 0; i < 2_000; i++) {
      engine.add(RunSpec.of("there", "{}").routed(toW1));
    }
    engine.settle();
    engine.dispatcher.add(elsewhere);
    engine.flow.roomGrew();

    for (int i = 0; i < 2_000; i++) {
      elsewhere.next().ends(Outcome.succeeded("1"));
    }
    assertThat(TestEngine.done(engine.storage.journal().waiting())).isEmpty();
  }

  @Test
  void a_stop_does_not_wait_for_what_runs_elsewhere() {
    Run run = engine.submit("there");
    elsewhere.next();

    engine.stop();

    assertThat(elsewhere.cancelled).isEmpty();
    await().until(() -> engine.find(run.id()).state() == RunState.RUNNING);
  }
}
