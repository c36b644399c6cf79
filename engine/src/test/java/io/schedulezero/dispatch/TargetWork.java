package io.schedulezero.dispatch;

import io.schedulezero.handler.GiveUp;
import io.schedulezero.handler.Handler;
import io.schedulezero.handler.RetryLater;
import io.schedulezero.handler.RunContext;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Handlers on which a target is tried. */
public final class TargetWork {
  final AtomicInteger holding = new AtomicInteger();
  final Semaphore mayEnd = new Semaphore(0);

  @Handler
  String echo(String text) {
    return text;
  }

  @Handler
  CompletionStage<String> later() {
    return CompletableFuture.supplyAsync(() -> "at last");
  }

  @Handler
  String fail(String how) {
    switch (how) {
      case "for good" -> throw new GiveUp("no use");
      case "later" -> throw new RetryLater(Duration.ofMinutes(5));
      case "error" -> throw new StackOverflowError("too deep");
      case "mute" -> throw new Mute();
      default -> throw new IllegalStateException(how + " failure");
    }
  }

  /** Cannot even say what is wrong. */
  private static final class Mute extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException("no message");
    }
  }

  @Handler
  void talk(RunContext run) {
    run.logger().info("first");
    run.logger().warn("second");
  }

  @Handler
  void advance(RunContext run) throws InterruptedException {
    run.progress(0.5, "half way");
    mayEnd.acquire();
  }

  @Handler
  void hold() throws InterruptedException {
    holding.incrementAndGet();
    mayEnd.acquire();
  }

  @Handler
  String finishAnyway() {
    holding.incrementAndGet();
    try {
      mayEnd.acquire();
    } catch (InterruptedException asked) {
      return "done";
    }
    return "released";
  }

  @Handler
  void listen(RunContext run) {
    CountDownLatch cancelled = new CountDownLatch(1);
    run.onCancel(cancelled::countDown);
    holding.incrementAndGet();
    while (cancelled.getCount() > 0 || !run.isCancelled()) {
      Thread.onSpinWait();
    }
  }

  @Handler
  Map<String, Object> describe(RunContext run) {
    return Map.of(
        "handler", run.handler(),
        "attempt", run.attempt(),
        "fence", run.fence(),
        "fire", run.fireTime().toString());
  }
}
