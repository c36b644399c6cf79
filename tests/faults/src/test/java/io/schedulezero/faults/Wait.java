package io.schedulezero.faults;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** For what other processes do, which give no signal: it is looked at again and again. */
final class Wait {
  private static final Duration PAUSE = Duration.ofMillis(20);

  private Wait() {}

  /**
   * Waits until the condition holds. A server that gives no good answer meanwhile does no harm.
   *
   * @param story what is told if it does not hold in time
   */
  static void until(
      String what, Duration time, Callable<Boolean> condition, Supplier<String> story) {
    try {
      Awaitility.await(what)
          .atMost(time)
          .pollInterval(PAUSE)
          .ignoreExceptionsInstanceOf(IllegalStateException.class)
          .until(condition);
    } catch (ConditionTimeoutException late) {
      throw new AssertionError(
          "Not so within " + time.toSeconds() + " s: " + what + "\n" + story.get(), late);
    }
  }
}
