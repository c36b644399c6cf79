package io.schedulezero;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.schedulezero.handler.Handler;
import io.schedulezero.run.RunFilter;
import io.schedulezero.run.RunState;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** More runs than the queue holds. */
final class CrowdedEngineTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final Work work = new Work();
  private @Nullable ScheduleZero engine;

  static final class Work {
    final Semaphore mayEnd = new Semaphore(0);
    final List<Integer> order = new CopyOnWriteArrayList<>();
    @Nullable ScheduleZero engine;

    @Handler
    void hold() throws InterruptedException {
      mayEnd.acquire();
    }

    /** Makes another run each time, so that the queue never runs empty. */
    @Handler
    void breed(int number) throws InterruptedException {
      if (order.isEmpty()) {
        mayEnd.acquire();
      }
      order.add(number);
      ScheduleZero into = engine;
      if (into != null && order.size() < 2_000) {
        into.runs().submit(breeding(10_000 + order.size()));
      }
    }
  }

  private static RunRequest breeding(int number) {
    return RunRequest.of("breed", "{\"number\": " + number + "}");
  }

  private ScheduleZero start(int queueCapacity) {
    engine =
        ScheduleZero.builder()
            .handlers(work)
            .inMemory()
            .slots(1)
            .queueCapacity(queueCapacity)
            .stopGrace(Duration.ZERO)
            .start();
    return engine;
  }

  @AfterEach
  void close() {
    work.mayEnd.release(10_000);
    if (engine != null) {
      engine.close();
    }
  }

  @Test
  void what_is_due_later_does_not_hold_up_what_is_due_now() throws TimeoutException {
    ScheduleZero sz = start(40);
    work.mayEnd.release(1);
    sz.runs().submitAll(many(30).map(i -> RunRequest.of("hold", "{}").after(SOON)).toList());

    RunHandle now = sz.run(RunRequest.of("hold", "{}"));

    assertThat(now.await(Duration.ofSeconds(10)).state()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void what_waits_in_the_store_is_not_passed_by_newcomers_for_ever() {
    ScheduleZero sz = start(400);
    work.engine = sz;
    sz.runs().submitAll(many(600).map(CrowdedEngineTest::breeding).toList());

    work.mayEnd.release(1);

    await().atMost(30, TimeUnit.SECONDS).until(() -> work.order.size() >= 2_000);
    assertThat(work.order.indexOf(599)).isBetween(1, 1_000);
  }

  @Test
  void all_that_is_unfinished_is_cancelled_wherever_it_waits() {
    ScheduleZero sz = start(400);
    sz.runs().submitAll(many(5_000).map(i -> RunRequest.of("hold", "{}")).toList());

    assertThat(sz.runs().cancelAll(RunFilter.ALL, "clean up")).isEqualTo(5_000);

    Set<RunState> unfinished = Set.of(RunState.SCHEDULED, RunState.QUEUED, RunState.RUNNING);
    RunFilter open = RunFilter.ALL.withStates(unfinished);
    await().untilAsserted(() -> assertThat(sz.runs().list(open, null, 10).items()).isEmpty());
  }

  @Test
  void whoever_stops_waiting_does_not_disturb_the_others() {
    RunHandle held = start(400).run(RunRequest.of("hold", "{}"));
    held.finished().cancel(true);

    assertThat(held.finished()).isNotDone();
    work.mayEnd.release();
    assertThat(held.finished()).succeedsWithin(Duration.ofSeconds(10));
  }

  @Test
  void after_the_end_nobody_waits_in_vain() {
    ScheduleZero sz = start(400);
    RunHandle later = sz.run(RunRequest.of("hold", "{}").after(SOON));
    sz.close();

    assertThat(later.finished()).isCompletedExceptionally();
  }

  private static Stream<Integer> many(int count) {
    return IntStream.range(0, count).boxed();
  }
}
