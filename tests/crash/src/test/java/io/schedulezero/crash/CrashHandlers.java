package io.schedulezero.crash;

import io.schedulezero.handler.Delivery;
import io.schedulezero.handler.Handler;
import io.schedulezero.handler.Retry;
import io.schedulezero.handler.RunContext;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Handlers that write down when they begin and end, where no scheduler can lose it. */
public final class CrashHandlers {
  /** The property that names the file. */
  static final String FILE = "crash.executions";

  private final Executions.Writer executions =
      Executions.appendTo(Path.of(System.getProperty(FILE)));

  /** Takes {@code number} milliseconds. */
  @Handler
  void work(String tag, int number, RunContext run) throws InterruptedException {
    executions.begins(run, tag);
    lasts(number);
    executions.ends(run, tag);
  }

  /** As {@link #work}, but never twice. */
  @Handler(delivery = Delivery.AT_MOST_ONCE)
  void once(String tag, int number, RunContext run) throws InterruptedException {
    executions.begins(run, tag);
    lasts(number);
    executions.ends(run, tag);
  }

  /** Fails in the first {@code number} attempts. */
  @Handler(retry = @Retry(maxAttempts = 6, delay = "40ms", maxDelay = "200ms"))
  void flaky(String tag, int number, RunContext run) {
    executions.begins(run, tag);
    if (run.attempt() <= number) {
      throw new IllegalStateException("attempt " + run.attempt() + " fails as it was told");
    }
    executions.ends(run, tag);
  }

  /** Fails always. */
  @Handler(retry = @Retry(maxAttempts = 2, delay = "20ms"))
  void doomed(String tag, int number, RunContext run) {
    executions.begins(run, tag);
    throw new IllegalStateException("it fails as it was told, " + number);
  }

  private static void lasts(int millis) throws InterruptedException {
    if (millis > 0 && new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException("nobody counts down");
    }
  }
}
