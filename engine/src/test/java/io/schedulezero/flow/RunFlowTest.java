package io.schedulezero.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.schedulezero.handler.Arg;
import io.schedulezero.handler.Delivery;
import io.schedulezero.handler.GiveUp;
import io.schedulezero.handler.Handler;
import io.schedulezero.handler.RetryLater;
import io.schedulezero.handler.RunContext;
import io.schedulezero.run.Attempt;
import io.schedulezero.run.AttemptOutcome;
import io.schedulezero.run.Backoff;
import io.schedulezero.run.Failure;
import io.schedulezero.run.LogLine;
import io.schedulezero.run.RetryPolicy;
import io.schedulezero.run.Route;
import io.schedulezero.run.Run;
import io.schedulezero.run.RunSpec;
import io.schedulezero.run.RunState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RunFlowTest {
  private static final RetryPolicy THRICE =
      new RetryPolicy(Backoff.FIXED, 3, Duration.ofSeconds(10), Duration.ofHours(1), 1, 0, null);

  private final Work work = new Work();
  private final TestEngine engine = new TestEngine(work);

  static final class Work {
    final AtomicInteger calls = new AtomicInteger();
    final Semaphore mayEnd = new Semaphore(0);
    final List<Long> fences = Collections.synchronizedList(new ArrayList<>());
    final CountDownLatch interrupted = new CountDownLatch(1);

    @Handler
    String greet(@Arg(value = "name", defaultValue = "world") String name, RunContext run) {
      run.logger().info("greeting {}", name);
      return "hello " + name;
    }

    @Handler
    void fail(RunContext run) {
      calls.incrementAndGet();
      fences.add(run.fence());
      throw new IllegalStateException("attempt " + run.attempt());
    }

    @Handler
    void giveUp() {
      calls.incrementAndGet();
      throw new GiveUp("no such address");
    }

    @Handler
    void later() {
      if (calls.incrementAndGet() == 1) {
        throw new RetryLater(Duration.ofMinutes(3));
      }
    }

    @Handler
    void hold() throws InterruptedException {
      calls.incrementAndGet();
      try {
        mayEnd.acquire();
      } catch (InterruptedException stopped) {
        interrupted.countDown();
        throw stopped;
      }
    }

    @Handler
    void stubborn() {
      calls.incrementAndGet();
      mayEnd.acquireUninterruptibly();
    }

    @Handler(delivery = Delivery.AT_MOST_ONCE)
    void once() {
      calls.incrementAndGet();
      throw new IllegalStateException("never again");
    }

    @Handler
    String big() {
      return "x".repeat(5_000);
    }
  }

  @AfterEach
  void close() {
    work.mayEnd.release(100);
    engine.close();
  }

  @Test
  void a_submitted_run_executes_and_keeps_result_log_and_attempt() {
    Run run = engine.submit("greet");

    Run done = engine.awaitState(run.id(), RunState.SUCCEEDED);

    assertThat(done.result()).isEqualTo("\"hello world\"");
    assertThat(done.finishedAt()).isEqualTo(TestEngine.START);
    Attempt attempt = latest(done);
    assertThat(attempt.number()).isEqualTo(1);
    assertThat(attempt.target()).isEqualTo("local");
    assertThat(attempt.outcome()).isEqualTo(AttemptOutcome.SUCCEEDED);
    await()
        .untilAsserted(
            () ->
                assertThat(engine.storage.runs().logs(run.id(), 0, 10))
                    .extracting(LogLine::text)
                    .containsExactly("greeting world"));
  }

  @Test
  void a_delayed_run_waits_for_its_time_and_not_longer() {
    Run run = engine.submit(RunSpec.of("greet", "{}"), Duration.ofSeconds(20));

    engine.advance(Duration.ofSeconds(19));
    assertThat(engine.find(run.id()).state()).isEqualTo(RunState.SCHEDULED);
    engine.advance(Duration.ofSeconds(1));

    engine.awaitState(run.id(), RunState.SUCCEEDED);
  }

  @Test
  void a_run_that_is_due_in_a_week_waits_in_the_store() {
    Run run = engine.submit(RunSpec.of("greet", "{}"), Duration.ofDays(7));

    engine.advance(Duration.ofDays(6));
    assertThat(engine.find(run.id()).state()).isEqualTo(RunState.SCHEDULED);
    engine.advance(Duration.ofDays(1));

    engine.awaitState(run.id(), RunState.SUCCEEDED);
  }

  @Test
  void a_failure_is_tried_again_until_no_attempt_is_left_and_every_attempt_is_kept() {
    Run run = engine.submit(failing(THRICE), Duration.ZERO);
    engine.awaitState(run.id(), RunState.SCHEDULED);
    assertThat(engine.find(run.id()).dueAt()).isEqualTo(TestEngine.plus(10));
    engine.advance(Duration.ofSeconds(10));
    await().until(() -> work.calls.get() == 2);
    engine.awaitState(run.id(), RunState.SCHEDULED);
    engine.advance(Duration.ofSeconds(10));

    Run dead = engine.awaitState(run.id(), RunState.FAILED);

    assertThat(work.calls.get()).isEqualTo(3);
    assertThat(dead.note()).isEqualTo("no attempt is left of 3");
    assertThat(failure(latest(dead)).message()).isEqualTo("attempt 3");
    assertThat(failure(latest(dead)).ownFrame()).contains("RunFlowTest$Work.fail");
    assertThat(engine.storage.runs().earlierAttempts(run.id()))
        .extracting(attempt -> failure(attempt).message())
        .containsExactly("attempt 1", "attempt 2");
    assertThat(work.fences).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void a_handler_that_gives_up_is_not_called_again() {
    Run run =
        engine.submit(
            new RunSpec("give_up", "{}", 5, null, THRICE, null, List.of(), Route.ANYWHERE),
            Duration.ZERO);

    Run dead = engine.awaitState(run.id(), RunState.FAILED);

    assertThat(work.calls.get()).isEqualTo(1);
    assertThat(dead.note()).isEqualTo("the handler gave up");
  }

  @Test
  void a_handler_that_names_its_delay_is_called_then() {
    Run run =
        engine.submit(
            new RunSpec("later", "{}", 5, null, THRICE, null, List.of(), Route.ANYWHERE),
            Duration.ZERO);
    engine.awaitState(run.id(), RunState.SCHEDULED);
    assertThat(engine.find(run.id()).dueAt()).isEqualTo(TestEngine.plus(180));

    engine.advance(Duration.ofMinutes(3));

    engine.awaitState(run.id(), RunState.SUCCEEDED);
  }

  @Test
  void at_most_once_is_never_tried_again() {
    Run run =
        engine.submit(
            new RunSpec("once", "{}", 5, null, THRICE, null, List.of(), Route.ANYWHERE),
            Duration.ZERO);

    engine.awaitState(run.id(), RunState.FAILED);

    assertThat(work.calls.get()).isEqualTo(1);
  }

  @Test
  void a_waiting_run_is_cancelled_at_once() {
    Run run = engine.submit(RunSpec.of("greet", "{}"), Duration.ofSeconds(20));

    Run cancelled = TestEngine.done(engine.flow.interventions().cancel(run.id(), "not needed"));

    assertThat(cancelled.state()).isEqualTo(RunState.CANCELLED);
    assertThat(engine.find(run.id()).note()).isEqualTo("not needed");
    engine.advance(Duration.ofMinutes(1));
    assertThat(engine.find(run.id()).state()).isEqualTo(RunState.CANCELLED);
  }

  @Test
  void a_run_that_waits_in_the_store_is_cancelled_there() {
    Run run = engine.submit(RunSpec.of("greet", "{}"), Duration.ofDays(7));

    TestEngine.done(engine.flow.interventions().cancel(run.id(), "not needed"));

    assertThat(engine.find(run.id()).state()).isEqualTo(RunState.CANCELLED);
  }

  @Test
  void a_running_handler_is_interrupted_when_its_run_is_cancelled() throws InterruptedException {
    Run run = engine.submit("hold");
    await().until(() -> work.calls.get() == 1);

    TestEngine.done(engine.flow.interventions().cancel(run.id(), "wrong file"));

    work.interrupted.await();
    Run cancelled = engine.awaitState(run.id(), RunState.CANCELLED);
    assertThat(cancelled.note()).isEqualTo("wrong file");
    assertThat(latest(cancelled).outcome()).isEqualTo(AttemptOutcome.CANCELLED);
  }

  @Test
  void a_handler_that_ignores_the_interrupt_is_abandoned_and_its_slot_is_free_again() {
    for (int i = 0; i < 4; i++) {
      Run run = engine.submit("stubborn");
      int call = i + 1;
      await().until(() -> work.calls.get() == call);
      TestEngine.done(engine.flow.interventions().cancel(run.id(), "stuck"));
      Run over = engine.awaitState(run.id(), RunState.CANCELLED);
      assertThat(failure(latest(over)).message()).contains("abandoned");
    }

    engine.awaitState(engine.submit("greet").id(), RunState.SUCCEEDED);
  }

  @Test
  void a_timeout_stops_the_attempt_and_says_so() {
    RunSpec spec =
        new RunSpec(
            "hold",
            "{}",
            5,
            Duration.ofMillis(50),
            RetryPolicy.NONE,
            null,
            List.of(),
            Route.ANYWHERE);
    Run run = engine.submit(spec, Duration.ZERO);

    Run over = engine.awaitState(run.id(), RunState.FAILED);

    assertThat(latest(over).outcome()).isEqualTo(AttemptOutcome.TIMED_OUT);
    assertThat(failure(latest(over)).message()).contains("longer than its timeout PT0.05S");
  }

  @Test
  void a_dead_run_runs_again_when_somebody_says_so_with_all_its_attempts() {
    Run run = engine.submit(failing(RetryPolicy.NONE), Duration.ZERO);
    engine.awaitState(run.id(), RunState.FAILED);

    TestEngine.done(engine.flow.interventions().retry(run.id()));

    await().until(() -> work.calls.get() == 2);
    Run again = engine.awaitState(run.id(), RunState.FAILED);
    assertThat(latest(again).number()).isEqualTo(2);
    assertThat(engine.storage.runs().earlierAttempts(run.id())).hasSize(1);
  }

  @Test
  void a_run_that_succeeded_does_not_run_again_and_stays_as_it_was() {
    Run run = engine.submit("greet");
    Run done = engine.awaitState(run.id(), RunState.SUCCEEDED);

    assertThatThrownBy(() -> TestEngine.done(engine.flow.interventions().retry(run.id())))
        .hasRootCauseInstanceOf(Refused.class)
        .hasMessageContaining("succeeded");
    engine.settle();
    assertThat(engine.find(run.id())).isEqualTo(done);
  }

  @Test
  void a_key_that_is_taken_makes_no_second_run() {
    RunSpec spec =
        new RunSpec("greet", "{}", 5, null, null, "once a day", List.of(), Route.ANYWHERE);
    Run first = engine.submit(spec, Duration.ZERO);
    Run second = Run.open(engine.flow.newRunId(), spec, TestEngine.START, TestEngine.START, null);

    assertThat(TestEngine.done(engine.flow.submit(List.of(second), List.of())).takenBy(0))
        .contains(first.id());
    engine.awaitState(first.id(), RunState.SUCCEEDED);
    assertThat(engine.storage.runs().find(second.id())).isEmpty();
  }

  @Test
  void a_result_that_is_too_long_is_not_kept_but_the_run_succeeds() {
    Run run = engine.submit("big");

    Run done = engine.awaitState(run.id(), RunState.SUCCEEDED);

    assertThat(done.result()).isNull();
    await()
        .untilAsserted(
            () ->
                assertThat(engine.storage.runs().logs(run.id(), 0, 10))
                    .extracting(LogLine::text)
                    .anyMatch(text -> text.contains("max_result_bytes 1000")));
  }

  @Test
  void when_the_engine_stops_what_runs_goes_back_to_the_queue_without_losing_an_attempt() {
    Run holding = engine.submit("hold");
    Run waiting = engine.submit(RunSpec.of("greet", "{}"), Duration.ofSeconds(20));
    await().until(() -> work.calls.get() == 1);

    engine.flow.stop(Duration.ZERO, Duration.ofSeconds(5));

    Run back = engine.find(holding.id());
    assertThat(back.state()).isEqualTo(RunState.QUEUED);
    assertThat(back.attempts()).isZero();
    assertThat(engine.find(waiting.id()).state()).isEqualTo(RunState.SCHEDULED);
    assertThat(TestEngine.done(engine.storage.journal().waiting())).hasSize(2);
  }

  @Test
  void a_cancel_that_was_acknowledged_outlives_a_stop() {
    Run stubborn = engine.submit("stubborn");
    await().until(() -> work.calls.get() == 1);
    TestEngine.done(engine.flow.interventions().cancel(stubborn.id(), "no use"));

    engine.flow.stop(Duration.ZERO, Duration.ZERO);

    assertThat(engine.find(stubborn.id()).state()).isEqualTo(RunState.CANCELLED);
  }

  private static RunSpec failing(RetryPolicy policy) {
    return new RunSpec("fail", "{}", 5, null, policy, null, List.of(), Route.ANYWHERE);
  }

  private static Attempt latest(Run run) {
    return Objects.requireNonNull(run.attempt());
  }

  private static Failure failure(Attempt attempt) {
    return Objects.requireNonNull(attempt.failure());
  }
}
