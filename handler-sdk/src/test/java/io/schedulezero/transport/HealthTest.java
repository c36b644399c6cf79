package io.schedulezero.transport;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.schedulezero.transport.Ends.Client;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class HealthTest {
  private final AtomicLong later = new AtomicLong();
  private volatile Runnable onTheNetwork = () -> {};
  private final Ends ends = Ends.at("tcp://127.0.0.1:*", this::nanoTime);

  /** Asked for by the threads of the library too, when somebody connects. */
  private long nanoTime() {
    if (Thread.currentThread().getName().contains("iothread")) {
      onTheNetwork.run();
    }
    return System.nanoTime() + later.get();
  }

  @AfterEach
  void close() {
    ends.close();
  }

  private void noticed(String problem) {
    await()
        .atMost(20, SECONDS)
        .untilAsserted(
            () -> {
              later.addAndGet(Canary.EVERY.toNanos());
              assertThat(ends.hub.health()).isEqualTo(problem);
            });
  }

  @Test
  void all_is_well_however_often_one_asks() {
    Client line = ends.line();
    line.ask("hello");
    Peer peer = ends.received().peer();
    ends.hub.execute(() -> ends.hub.accept(peer));
    for (int i = 0; i < 200; i++) {
      later.addAndGet(Canary.EVERY.toNanos());
      assertThat(ends.hub.health()).isEqualTo("ok");
    }
    assertThat(line.ask("still here")).containsExactly("still here");
  }

  @Test
  void it_looks_anew_only_after_a_while() {
    ends.hub.health();
    long before = System.nanoTime();
    for (int i = 0; i < 100_000; i++) {
      assertThat(ends.hub.health()).isEqualTo("ok");
    }
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void a_network_thread_that_hangs_is_noticed() {
    assertThat(ends.hub.health()).isEqualTo("ok");
    CountDownLatch hangs = new CountDownLatch(1);
    onTheNetwork = () -> awaitIt(hangs);
    ends.line();
    noticed("who connects is not greeted");
    onTheNetwork = () -> {};
    hangs.countDown();
    noticed("ok");
    assertThat(ends.line().ask("back")).containsExactly("back");
  }

  private static void awaitIt(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void a_network_thread_that_ends_is_noticed() {
    onTheNetwork =
        () -> {
          throw new OutOfMemoryError("told to");
        };
    ends.line();
    await()
        .atMost(20, SECONDS)
        .until(
            () -> {
              later.addAndGet(Canary.EVERY.toNanos());
              return ends.hub.health().endsWith("has ended: java.lang.OutOfMemoryError: told to");
            });
  }

  @Test
  void an_owner_that_hangs_is_noticed() {
    CountDownLatch hangs = new CountDownLatch(1);
    ends.hub.execute(() -> awaitIt(hangs));
    noticed("who connects is not greeted");
    hangs.countDown();
    noticed("ok");
  }

  @Test
  void a_hub_that_was_closed_says_so() {
    ends.hub.close();
    assertThat(ends.hub.health()).isEqualTo("closed");
  }
}
