package io.schedulezero.worker;

import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait between connections, and for WELCOME. Waits have full jitter, so that the
 * workers of a server that was away do not come back all at once.
 */
final class Reconnect {
  private static final long FIRST_WAIT = TimeUnit.MILLISECONDS.toNanos(250);
  private static final long LONGEST_WAIT = TimeUnit.SECONDS.toNanos(30);
  private static final long LONGEST_WISH = TimeUnit.HOURS.toMillis(1);
  private static final long FIRST_PATIENCE = TimeUnit.SECONDS.toNanos(10);
  private static final long LONGEST_PATIENCE = TimeUnit.SECONDS.toNanos(60);

  private final RandomGenerator random;
  private long wait = FIRST_WAIT;
  private long patience = FIRST_PATIENCE;

  Reconnect(RandomGenerator random) {
    this.random = random;
  }

  /**
   * Nanoseconds until the next connection.
   *
   * @param retryInMillis what the server asked for; null if nothing
   */
  long nextWait(@Nullable Long retryInMillis) {
    long jittered = random.nextLong(wait) + 1;
    wait = Math.min(2 * wait, LONGEST_WAIT);
    long wish = retryInMillis == null ? 0 : Math.min(retryInMillis, LONGEST_WISH);
    return TimeUnit.MILLISECONDS.toNanos(wish) + jittered;
  }

  /** Nanoseconds that a server has for its WELCOME. */
  long nextPatience() {
    long now = patience;
    patience = Math.min(patience + patience / 2, LONGEST_PATIENCE);
    return now;
  }

  void welcomed() {
    patience = FIRST_PATIENCE;
  }

  /** The session is more than a WELCOME. */
  void works() {
    wait = FIRST_WAIT;
  }
}
