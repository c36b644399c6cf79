package io.schedulezero.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.schedulezero.handler.Handler;
import io.schedulezero.run.Run;
import io.schedulezero.run.RunSpec;
import io.schedulezero.run.RunState;
import io.schedulezero.store.Storage;
import io.schedulezero.store.StorageOptions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What people do to runs while the store is slow or in trouble. */
final class InterventionsTest {
  private final Storage storage = Storage.memory(StorageOptions.with(Thread::new));
  private final FaultyJournal journal = new FaultyJournal(storage.journal());

  static final class Work {
    @Handler
    void noop() {}
  }

  @Test
  void a_retry_that_is_refused_leaves_a_waiting_run_where_it_was() {
    try (TestEngine engine = new TestEngine(storage, journal, new Work())) {
      Run run = engine.submit(RunSpec.of("noop", "{}"), Duration.ofSeconds(60));
      journal.holdTakes();
      CompletableFuture<Run> retried = engine.flow.interventions().retry(run.id());
      engine.settle();
      engine.advance(Duration.ofSeconds(31));
      journal.answerTakes();
      assertThatThrownBy(retried::join).hasMessageContaining("cannot run again");
      engine.advance(Duration.ofSeconds(30));

      engine.awaitState(run.id(), RunState.SUCCEEDED);
    }
  }

  @Test
  void who_waits_for_a_store_that_never_answers_is_told_when_it_is_closed() {
    TestEngine engine = new TestEngine(storage, journal, new Work());
    Run run = engine.submit(RunSpec.of("noop", "{}"), Duration.ofSeconds(20));
    journal.refuse(true);
    CompletableFuture<Run> cancelled = engine.flow.interventions().cancel(run.id(), "not needed");
    await().until(() -> !"ok".equals(engine.flow.storeHealth()));

    engine.flow.closed(new IllegalStateException("closed"));

    assertThat(cancelled).isCompletedExceptionally();
    journal.refuse(false);
    engine.advance(Duration.ofSeconds(1));
    engine.close();
  }
}
