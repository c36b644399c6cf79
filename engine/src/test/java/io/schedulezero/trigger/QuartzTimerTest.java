package io.schedulezero.trigger;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

final class QuartzTimerTest extends TimerContract {
  private final InstantSource clock = InstantSource.system();
  private final QuartzTimer timer = new QuartzTimer(clock);

  @Override
  Timer open() {
    return timer;
  }

  @Override
  InstantSource clock() {
    return clock;
  }

  @Override
  void await(BooleanSupplier reached) {
    Awaitility.await().pollInterval(ofMillis(2)).until(reached::getAsBoolean);
  }

  @Test
  void calls_come_on_one_named_daemon_thread() {
    CompletableFuture<Thread> caller = new CompletableFuture<>();
    timer.start((id, nominal) -> caller.complete(Thread.currentThread()));
    timer.armOnce(id("a"), 5, clock.instant());
    assertThat(caller).succeedsWithin(Duration.ofSeconds(5));
    assertThat(caller.join().getName()).isEqualTo("sz-timer");
    assertThat(caller.join().isDaemon()).isTrue();
  }

  @Test
  void a_call_that_fails_does_not_stop_the_others() {
    timer.start(
        (id, nominal) -> {
          note(id, nominal);
          throw new IllegalStateException("on purpose");
        });
    Instant now = clock.instant();
    timer.arm(id("a"), 5, Fires.of(Fires.every(ofMillis(10)), now.toString()), now);
    awaitCalls(3);
    assertThat(calls()).extracting(Call::nominal).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void closing_waits_for_the_call_under_way_and_none_comes_after() throws Exception {
    CompletableFuture<Thread> entered = new CompletableFuture<>();
    CountDownLatch mayLeave = new CountDownLatch(1);
    timer.start(
        (id, nominal) -> {
          entered.complete(Thread.currentThread());
          awaitUnchecked(mayLeave);
          note(id, nominal);
        });
    timer.armOnce(id("a"), 5, clock.instant());
    timer.arm(
        id("b"),
        5,
        Fires.of(Fires.every(ofMillis(1)), clock.instant().toString()),
        clock.instant());
    Thread caller = entered.get(5, TimeUnit.SECONDS);
    CompletableFuture<Integer> closing =
        CompletableFuture.supplyAsync(
            () -> {
              timer.close();
              return calls().size();
            });
    assertThat(closing).isNotDone();
    mayLeave.countDown();
    assertThat(closing).succeedsWithin(Duration.ofSeconds(5));
    await(() -> !caller.isAlive());
    assertThat(calls()).hasSize(closing.join()).isNotEmpty();
  }

  @Test
  void a_call_may_close_the_timer() {
    CompletableFuture<Thread> caller = new CompletableFuture<>();
    timer.start(
        (id, nominal) -> {
          timer.close();
          caller.complete(Thread.currentThread());
        });
    timer.armOnce(id("a"), 5, clock.instant());
    assertThat(caller).succeedsWithin(Duration.ofSeconds(5));
    await(() -> !caller.join().isAlive());
  }

  private static void awaitUnchecked(CountDownLatch latch) {
    boolean interrupted = false;
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
