package io.schedulezero.faults;

import io.schedulezero.handler.Handler;
import io.schedulezero.handler.RunContext;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What every worker ships to be tested with: the same handlers as in the Python worker. */
public final class ReferenceHandlers {
  /** Returns its text. */
  @Handler
  String echo(String text) {
    return text;
  }

  /** Takes so many milliseconds, unless it is cancelled. */
  @Handler
  void sleep(int ms) throws InterruptedException {
    if (new CountDownLatch(1).await(ms, TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException("nobody counts down");
    }
  }

  /** Fails. */
  @Handler
  void fail(String message) {
    throw new IllegalStateException(message);
  }

  /** Never ends, and does not listen. */
  @Handler
  void hang() {
    while (true) {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException itDoesNotListen) {
        // on it goes
      }
    }
  }

  /** Logs so many lines of so many bytes. */
  @Handler
  int log(int lines, int bytes, RunContext run) {
    for (int i = 0; i < lines; i++) {
      run.logger().info("{}", (i + " ").concat(".".repeat(bytes)).substring(0, bytes));
    }
    return lines;
  }
}
