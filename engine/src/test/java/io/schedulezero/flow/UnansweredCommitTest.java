package io.schedulezero.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.schedulezero.dispatch.AttemptReports.Recorded;
import io.schedulezero.handler.Handler;
import io.schedulezero.run.Outcome;
import io.schedulezero.run.Run;
import io.schedulezero.run.RunState;
import io.schedulezero.run.RunTotals;
import io.schedulezero.store.Storage;
import io.schedulezero.store.StorageOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A store that writes and then breaks off before it says so: nobody knows, and it is asked again.
 */
@Timeout(60)
final class UnansweredCommitTest {
  private final Elsewhere elsewhere = new Elsewhere();

  @TempDir Path directory;

  /** The handler is hosted elsewhere; this one is never called. */
  public static final class Work {
    @Handler
    public void here() {}
  }

  @Test
  void an_end_that_memory_has_already_counts_once() {
    countsOnce(Storage.memory(StorageOptions.with(Thread::new)));
  }

  @Test
  void an_end_that_a_file_has_already_counts_once() {
    countsOnce(Storage.sqlite(directory.resolve("test.db"), StorageOptions.with(Thread::new)));
  }

  private void countsOnce(Storage storage) {
    FaultyJournal journal = new FaultyJournal(storage.journal());
    try (TestEngine engine = new TestEngine(storage, journal, new Work())) {
      engine.dispatcher.add(elsewhere);
      Run run = engine.submit("there");
      Elsewhere.Given given = elsewhere.next();
      given.mayBegin().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
      BlockingQueue<Recorded> told = new LinkedBlockingQueue<>();

      journal.loseAnswers(true);
      given
          .reports()
          .ended(run.id(), given.attempt().fence(), Outcome.succeeded("\"once\""), told::add);
      engine.awaitState(run.id(), RunState.SUCCEEDED);
      engine.settle();
      assertThat(told).isEmpty();

      journal.loseAnswers(false);
      await()
          .atMost(20, TimeUnit.SECONDS)
          .until(
              () -> {
                engine.advance(Duration.ofSeconds(1));
                return !told.isEmpty();
              });

      assertThat(told).containsExactly(Recorded.COMMITTED);
      assertThat(given.ends(Outcome.succeeded("\"twice\""))).isEqualTo(Recorded.STALE);
      Run over = engine.find(run.id());
      assertThat(over.state()).isEqualTo(RunState.SUCCEEDED);
      assertThat(over.result()).isEqualTo("\"once\"");
      assertThat(over.attempts()).isEqualTo(1);
      assertThat(storage.runs().earlierAttempts(run.id())).isEmpty();
      List<RunTotals> totals =
          storage.runs().totals(TestEngine.plus(-3_600), TestEngine.plus(3_600), HOURS);
      assertThat(totals.stream().mapToLong(RunTotals::count).sum()).isEqualTo(1);
    }
  }

  private static final Duration HOURS = Duration.ofHours(2);
}
