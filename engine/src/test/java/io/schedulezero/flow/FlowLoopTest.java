package io.schedulezero.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class FlowLoopTest {
  private final AtomicInteger turns = new AtomicInteger();
  private final InstantSource clock = InstantSource.system();
  private final FlowLoop loop =
      new FlowLoop(
          () -> {
            turns.incrementAndGet();
            return null;
          },
          clock,
          Thread::new);

  @Test
  void tasks_happen_in_order_and_a_turn_follows() {
    loop.start();
    List<Integer> done = new ArrayList<>();
    IntStream.range(0, 5_000).forEach(i -> loop.execute(() -> done.add(i)));

    CompletableFuture.runAsync(() -> {}, loop).join();

    assertThat(done).hasSize(5_000).isSorted();
    assertThat(turns.get()).isPositive();
    loop.close();
  }

  @Test
  void closed_by_an_interrupted_thread_it_still_does_one_thing_at_a_time() throws Exception {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch mayEnd = new CountDownLatch(1);
    FlowLoop busy =
        new FlowLoop(
            () -> {
              most.accumulateAndGet(inside.incrementAndGet(), Math::max);
              awaitLatch(mayEnd);
              inside.decrementAndGet();
              return null;
            },
            clock,
            Thread::new);
    busy.start();
    await().until(() -> inside.get() == 1);
    CompletableFuture<Boolean> stillInterrupted = new CompletableFuture<>();
    Thread closer =
        new Thread(
            () -> {
              Thread.currentThread().interrupt();
              busy.close();
              stillInterrupted.complete(Thread.interrupted());
            });
    closer.start();
    await().until(() -> closer.getState() == Thread.State.TIMED_WAITING || inside.get() > 1);
    mayEnd.countDown();
    closer.join();

    assertThat(most).hasValue(1);
    assertThat(stillInterrupted).isCompletedWithValue(true);
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void a_task_that_fails_does_not_stop_the_others_and_is_seen_in_the_health() {
    loop.start();
    loop.execute(
        () -> {
          throw new IllegalStateException("broken");
        });

    assertThat(CompletableFuture.supplyAsync(() -> "still here", loop).join())
        .isEqualTo("still here");
    assertThat(loop.health()).contains("broken");
    loop.close();
  }

  @Test
  void it_takes_its_turn_when_the_time_comes_without_being_asked() {
    AtomicInteger count = new AtomicInteger();
    try (FlowLoop ticking =
        new FlowLoop(
            () -> count.incrementAndGet() < 5 ? clock.instant().plusMillis(5) : null,
            clock,
            Thread::new)) {
      ticking.start();
      await().until(() -> count.get() >= 5);
    }
  }

  @Test
  void after_the_end_tasks_still_happen() {
    loop.start();
    loop.close();

    assertThat(CompletableFuture.supplyAsync(() -> 7, loop).join()).isEqualTo(7);
  }

  @Test
  void closing_before_the_start_is_safe() {
    loop.close();
    loop.close();
  }
}
