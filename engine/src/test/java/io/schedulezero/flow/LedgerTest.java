package io.schedulezero.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.schedulezero.handler.Handler;
import io.schedulezero.handler.RunContext;
import io.schedulezero.journal.Change;
import io.schedulezero.journal.Change.AddRun;
import io.schedulezero.journal.Change.MoveRun;
import io.schedulezero.outcome.Next;
import io.schedulezero.run.Backoff;
import io.schedulezero.run.Outcome;
import io.schedulezero.run.RetryPolicy;
import io.schedulezero.run.Route;
import io.schedulezero.run.Run;
import io.schedulezero.run.RunId;
import io.schedulezero.run.RunSpec;
import io.schedulezero.run.RunState;
import io.schedulezero.run.ScheduleId;
import io.schedulezero.schedule.Policies;
import io.schedulezero.schedule.Trigger;
import io.schedulezero.store.Storage;
import io.schedulezero.store.StorageOptions;
import io.schedulezero.trigger.ManualTimer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LedgerTest {
  private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

  private static final RetryPolicy AFTER_A_MINUTE =
      new RetryPolicy(Backoff.FIXED, 3, Duration.ofSeconds(60), Duration.ofHours(1), 1, 0, null);

  private final ManualTimer clock = new ManualTimer(NOW);
  private final Storage storage = Storage.memory(StorageOptions.with(Thread::new));
  private final FaultyJournal journal = new FaultyJournal(storage.journal());
  private final ConcurrentLinkedQueue<Runnable> loop = new ConcurrentLinkedQueue<>();
  private Duration setBack = Duration.ZERO;
  private final Ledger ledger =
      new Ledger(journal, loop::add, () -> clock.instant().minus(setBack));
  private final AtomicInteger committed = new AtomicInteger();

  @AfterEach
  void close() {
    storage.close();
  }

  @Test
  void what_has_happened_is_written_when_the_store_is_back() {
    Run run = added();
    Run running = Moves.started(run, "local", 1, NOW);
    journal.refuse(true);

    ledger.record(new MoveRun(running, null, true), committed::incrementAndGet);
    settle();
    assertThat(ledger.keepsUp()).isFalse();
    assertThat(committed.get()).isZero();
    assertThat(find(run).state()).isEqualTo(RunState.QUEUED);

    ledger.record(new MoveRun(finished(running), null, false), committed::incrementAndGet);
    journal.refuse(false);
    retry();

    assertThat(committed.get()).isEqualTo(2);
    assertThat(find(run).state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(ledger.keepsUp()).isTrue();
    assertThat(ledger.outstanding()).isZero();
  }

  @Test
  void a_clock_that_is_set_back_puts_nothing_off() {
    Run run = added();
    journal.refuse(true);
    ledger.record(
        new MoveRun(Moves.started(run, "local", 1, NOW), null, true), committed::incrementAndGet);
    settle();
    journal.refuse(false);

    setBack = Duration.ofHours(1);
    retry();

    assertThat(committed).hasValue(1);
    assertThat(ledger.keepsUp()).isTrue();
  }

  @Test
  void while_the_store_refuses_it_is_asked_again_and_again() {
    Run run = added();
    journal.refuse(true);
    ledger.record(new MoveRun(Moves.started(run, "local", 1, NOW), null, true));
    settle();

    retry();
    retry();
    assertThat(ledger.keepsUp()).isFalse();
    journal.refuse(false);
    retry();

    assertThat(find(run).state()).isEqualTo(RunState.RUNNING);
  }

  @Test
  void a_later_move_that_was_written_first_is_not_undone_by_the_earlier_one() {
    Run run = added();
    Run running = Moves.started(run, "local", 1, NOW);
    journal.holdNext();
    ledger.record(new MoveRun(running, null, true));
    ledger.flush();
    ledger.record(new MoveRun(finished(running), null, false), committed::incrementAndGet);
    ledger.flush();
    journal.failTheHeld();
    await().until(() -> committed.get() == 1);
    settle();
    assertThat(find(run).state()).isEqualTo(RunState.SUCCEEDED);

    retry();

    assertThat(find(run).state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(ledger.keepsUp()).isTrue();
  }

  @Test
  void it_is_drained_when_also_that_is_written_which_was_refused_at_first() {
    Run run = added();
    journal.refuse(true);
    ledger.record(new MoveRun(Moves.started(run, "local", 1, NOW), null, true));
    settle();

    CompletableFuture<Void> drained = ledger.drain();
    assertThat(drained).isNotDone();
    journal.refuse(false);
    retry();

    assertThat(drained).isCompleted();
    assertThat(ledger.drain()).isCompleted();
  }

  @Test
  void what_is_being_written_is_not_written_once_more_however_slow_the_store_is() {
    Run run = added();
    journal.refuse(true);
    ledger.record(new MoveRun(Moves.started(run, "local", 1, NOW), null, true));
    settle();
    journal.refuse(false);
    journal.holdNext();
    retry();

    retry();
    assertThat(find(run).state()).isEqualTo(RunState.QUEUED);

    journal.failTheHeld();
    settle();
    retry();
    assertThat(find(run).state()).isEqualTo(RunState.RUNNING);
  }

  @Test
  void a_follower_that_fails_keeps_no_other_from_hearing() {
    Run run = added();
    Run running = Moves.started(run, "local", 1, NOW);
    ledger.record(
        new MoveRun(running, null, true),
        () -> {
          throw new IllegalStateException("a listener's fault");
        });
    ledger.record(new MoveRun(finished(running), null, false), committed::incrementAndGet);
    settle();

    assertThat(committed).hasValue(1);
    assertThat(ledger.outstanding()).isZero();
  }

  @Test
  void a_retry_that_was_refused_at_first_is_not_forgotten_in_the_store() {
    FaultyJournal faulty = new FaultyJournal(storage.journal());
    Work work = new Work();
    try (TestEngine engine = new TestEngine(storage, faulty, work)) {
      Run run =
          engine.submit(
              new RunSpec("flaky", "{}", 5, null, AFTER_A_MINUTE, null, List.of(), Route.ANYWHERE),
              Duration.ZERO);
      engine.awaitState(run.id(), RunState.RUNNING);
      faulty.refuse(true);
      work.gate.countDown();
      await().until(() -> !"ok".equals(engine.flow.storeHealth()));
      engine.advance(Duration.ofSeconds(40));
      faulty.refuse(false);
      engine.advance(Duration.ofSeconds(1));
      engine.awaitState(run.id(), RunState.SCHEDULED);
      engine.advance(Duration.ofSeconds(60));

      engine.awaitState(run.id(), RunState.SUCCEEDED);
    }
  }

  @Test
  void what_one_turn_recorded_is_one_request() {
    Run run = added();
    Run running = Moves.started(run, "local", 1, NOW);
    journal.holdNext();

    ledger.record(new MoveRun(running, null, true));
    ledger.record(new MoveRun(finished(running), null, false), committed::incrementAndGet);
    settle();
    assertThat(find(run).state()).isEqualTo(RunState.QUEUED);
    journal.failTheHeld();
    settle();
    retry();

    assertThat(find(run).state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(committed).hasValue(1);
  }

  @Test
  void an_engine_that_stops_waits_for_a_store_that_refuses_what_has_happened() {
    FaultyJournal faulty = new FaultyJournal(storage.journal());
    Work work = new Work();
    TestEngine engine = new TestEngine(storage, faulty, work);
    Run run = engine.submit("pass");
    engine.awaitState(run.id(), RunState.RUNNING);
    faulty.refuse(true);
    work.gate.countDown();
    await().until(() -> !"ok".equals(engine.flow.storeHealth()));

    CompletableFuture<Void> stopped = CompletableFuture.runAsync(engine::stop);
    await()
        .untilAsserted(
            () ->
                assertThatThrownBy(engine.flow.interventions().retry(run.id())::join)
                    .hasMessageContaining("stopping"));
    assertThat(stopped).isNotDone();
    faulty.refuse(false);
    await()
        .until(
            () -> {
              engine.clock.advanceTo(engine.clock.instant().plusSeconds(1));
              return stopped.isDone();
            });

    assertThat(find(run).state()).isEqualTo(RunState.SUCCEEDED);
    engine.close();
  }

  @Test
  void an_engine_whose_store_fails_for_a_while_loses_nothing() {
    Work work = new Work();
    FaultyJournal faulty = new FaultyJournal(storage.journal());
    try (TestEngine engine = new TestEngine(storage, faulty, work)) {
      faulty.refuse(false);
      Run run = engine.submit("count");
      engine.awaitState(run.id(), RunState.SUCCEEDED);
      engine.schedule(
          "s",
          "count",
          new Trigger.Interval(Duration.ofSeconds(1), null, Trigger.Anchor.START),
          Policies.DEFAULT);

      faulty.refuse(true);
      engine.advance(Duration.ofSeconds(1));
      faulty.refuse(false);
      engine.advance(Duration.ofSeconds(1));
      engine.advance(Duration.ofSeconds(1));

      engine.awaitAllFinished(new ScheduleId("s"), 3);
    }
  }

  static final class Work {
    final CountDownLatch gate = new CountDownLatch(1);

    @Handler
    int flaky(RunContext run) throws InterruptedException {
      gate.await();
      if (run.attempt() == 1) {
        throw new IllegalStateException("the first attempt fails");
      }
      return run.attempt();
    }

    @Handler
    void pass() throws InterruptedException {
      gate.await();
    }

    @Handler
    int count(RunContext run) {
      return run.attempt();
    }
  }

  private Run added() {
    Run run = Run.open(new RunId(1), RunSpec.of("h", "{}"), NOW, NOW, null);
    List<Change> add = List.of(new AddRun(run, true));
    assertThat(storage.journal().write(add).join().taken()).isEmpty();
    return run;
  }

  private Run find(Run run) {
    return storage.runs().find(run.id()).orElseThrow();
  }

  private static Run finished(Run running) {
    return Moves.finished(
        running, Outcome.succeeded("1"), new Next.Done(RunState.SUCCEEDED, null), NOW);
  }

  private void retry() {
    clock.advanceTo(clock.instant().plusSeconds(1));
    ledger.tick();
    settle();
  }

  /** Everything that was handed to the journal so far is done, and what followed from it. */
  private void settle() {
    ledger.flush();
    storage.journal().write(List.of()).join();
    await()
        .until(
            () -> {
              for (Runnable task = loop.poll(); task != null; task = loop.poll()) {
                task.run();
              }
              return loop.isEmpty();
            });
  }
}
