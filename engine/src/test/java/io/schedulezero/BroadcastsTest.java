package io.schedulezero;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.schedulezero.handler.Handler;
import io.schedulezero.handler.Retry;
import io.schedulezero.run.Attempt;
import io.schedulezero.run.Run;
import io.schedulezero.run.RunFilter;
import io.schedulezero.run.RunState;
import io.schedulezero.run.ScheduleId;
import io.schedulezero.schedule.Trigger;
import io.schedulezero.worker.Worker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs for each worker, with real workers. */
@Timeout(60)
final class BroadcastsTest {
  @TempDir Path dir;
  private final List<Worker> workers = new ArrayList<>();
  private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
  private final Set<String> failing = ConcurrentHashMap.newKeySet();
  private final Semaphore mayEnd = new Semaphore(0);
  private ScheduleZero engine = engine();

  /** What a worker does when it is told to forget what it knows. */
  public final class Cache {
    private final String worker;

    Cache(String worker) {
      this.worker = worker;
    }

    @Handler(retry = @Retry(maxAttempts = 1))
    public String clear(boolean slowly) throws InterruptedException {
      calls.computeIfAbsent(worker, w -> new AtomicInteger()).incrementAndGet();
      if (slowly) {
        mayEnd.acquire();
      }
      if (failing.contains(worker)) {
        throw new IllegalStateException("the disk of " + worker + " is full");
      }
      return "cleared " + worker;
    }
  }

  private ScheduleZero engine() {
    return ScheduleZero.builder()
        .inMemory()
        .maxConcurrent(1_000, Map.of("clear", 1))
        .workers("tcp://127.0.0.1:0")
        .stopGrace(Duration.ofMillis(100))
        .start();
  }

  @AfterEach
  void close() {
    mayEnd.release(100);
    workers.forEach(Worker::close);
    engine.close();
  }

  private void worker(String name, Map<String, String> labels) {
    var builder =
        Worker.builder()
            .connect(engine.workersAddress().orElseThrow())
            .handlers(new Cache(name))
            .name(name)
            .slots(2);
    labels.forEach(builder::label);
    Worker worker = builder.start();
    workers.add(worker);
    worker.connected().toCompletableFuture().join();
  }

  private static RunRequest clear(boolean slowly) {
    return RunRequest.of("clear", "{\"slowly\":" + slowly + "}").onEachWorker();
  }

  private int callsOf(String worker) {
    return calls.getOrDefault(worker, new AtomicInteger()).get();
  }

  private List<Run> madeBy(RunHandle broadcast) {
    RunFilter tagged =
        new RunFilter(Set.of(), null, null, null, "broadcast:" + broadcast.id(), null, null, null);
    return engine.runs().list(tagged, null, 100).items();
  }

  private static String messageOf(Run over) {
    Attempt attempt = Objects.requireNonNull(over.attempt());
    return Objects.requireNonNull(attempt.failure()).message();
  }

  @Test
  void each_worker_that_fits_executes_it_once_and_the_result_tells_of_each() {
    worker("w1", Map.of("zone", "a"));
    worker("w2", Map.of("zone", "a"));
    worker("w3", Map.of("zone", "b"));

    RunHandle broadcast = engine.run(clear(false).onWorker(Map.of("zone", "a")));
    Run over = broadcast.await();

    assertThat(over.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(calls.keySet()).containsExactlyInAnyOrder("w1", "w2");
    assertThat(callsOf("w1") + callsOf("w2")).isEqualTo(2);
    assertThat(over.result())
        .startsWith("{\"workers\":{\"w1\":{\"run\":\"")
        .contains("\"state\":\"succeeded\",\"result\":\"cleared w2\"");
    assertThat(madeBy(broadcast))
        .extracting(run -> run.spec().route().target())
        .containsExactlyInAnyOrder("w1", "w2");
  }

  @Test
  void one_that_fails_fails_it_and_to_run_it_again_repeats_only_that() {
    worker("w1", Map.of());
    worker("w2", Map.of());
    failing.add("w2");

    RunHandle broadcast = engine.run(clear(false));
    Run failed = broadcast.await();

    assertThat(failed.state()).isEqualTo(RunState.FAILED);
    assertThat(messageOf(failed)).startsWith("1 of 2 workers did not succeed: w2 failed (run ");
    assertThat(failed.result()).contains("cleared w1", "the disk of w2 is full");

    failing.clear();
    engine.runs().retry(broadcast.id());
    await().until(() -> engine.runs().find(broadcast.id()).orElseThrow().state().isTerminal());

    assertThat(engine.runs().find(broadcast.id()).orElseThrow().state())
        .isEqualTo(RunState.SUCCEEDED);
    assertThat(callsOf("w1")).isEqualTo(1);
    assertThat(callsOf("w2")).isEqualTo(2);
  }

  @Test
  void to_cancel_it_cancels_what_it_made() {
    worker("w1", Map.of());
    worker("w2", Map.of());
    RunHandle broadcast = engine.run(clear(true));
    await().until(() -> callsOf("w1") + callsOf("w2") > 0);

    broadcast.cancel("a mistake");

    assertThat(broadcast.await().state()).isEqualTo(RunState.CANCELLED);
    assertThat(madeBy(broadcast)).extracting(Run::state).containsOnly(RunState.CANCELLED);
  }

  @Test
  void it_waits_until_there_is_a_worker_for_it() {
    worker("w1", Map.of("zone", "a"));
    RunHandle broadcast = engine.run(clear(false).onWorker(Map.of("zone", "b")));
    assertThat(engine.runs().explain(broadcast.id()).summary()).contains("It waits");

    worker("w2", Map.of("zone", "b"));

    assertThat(broadcast.await().result()).contains("w2").doesNotContain("w1");
  }

  @Test
  void a_fire_makes_one_run_that_is_a_broadcast() {
    worker("w1", Map.of());
    worker("w2", Map.of());
    ScheduleDraft daily =
        ScheduleDraft.of(
            "daily",
            "clear",
            "{\"slowly\":false}",
            new Trigger.Date(Instant.parse("2999-01-01T00:00:00Z")));
    engine.schedules().create(daily.routed(RouteRequest.ANYWHERE.broadcasting()));

    Run fired =
        engine
            .runs()
            .finished(engine.schedules().runNow(new ScheduleId("daily"), null).id())
            .join();

    assertThat(fired.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(calls.keySet()).containsExactlyInAnyOrder("w1", "w2");
  }

  @Test
  void what_it_began_goes_on_when_the_scheduler_is_closed_and_nothing_is_repeated() {
    engine.close();
    engine = onDisk("tcp://127.0.0.1:0");
    String address = engine.workersAddress().orElseThrow();
    worker("w1", Map.of());
    worker("w2", Map.of());
    RunHandle broadcast = engine.run(clear(true));
    await().until(() -> callsOf("w1") == 1 && callsOf("w2") == 1);

    engine.close();
    engine = onDisk(address);
    mayEnd.release(2);
    Run over = engine.runs().finished(broadcast.id()).join();

    assertThat(over.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(over.result()).contains("cleared w1", "cleared w2");
    assertThat(callsOf("w1") + callsOf("w2")).isEqualTo(2);
    assertThat(over.attempts()).isEqualTo(1);
  }

  private ScheduleZero onDisk(String address) {
    return ScheduleZero.builder()
        .sqlite(dir.resolve("broadcasts.db"))
        .workers(address)
        .stopGrace(Duration.ofMillis(100))
        .start();
  }

  @Test
  void it_is_for_no_single_target() {
    worker("w1", Map.of());

    assertThatThrownBy(() -> engine.run(clear(false).onTarget("w1")))
        .isInstanceOf(BadRequest.class)
        .hasMessageContaining("broadcast");
  }
}
