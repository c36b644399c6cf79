package io.schedulezero.handler;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Retry} says, with durations read.
 *
 * <pre>{@code
 * definition.retry().map(RetrySettings::maxAttempts).orElse(3)
 * }</pre>
 *
 * @param maxAttempts attempts in all, the first included, 1 to 1000
 * @param delay the first delay, zero or more
 * @param maxDelay no delay is longer, zero or more
 * @param factor more than 0, at most 100
 * @param jitter 0 to 1
 * @param maxAge zero or more; null if age does not matter
 */
public record RetrySettings(
    Backoff backoff,
    int maxAttempts,
    Duration delay,
    Duration maxDelay,
    double factor,
    double jitter,
    @Nullable Duration maxAge) {
  private static final int MAX_ATTEMPTS = 1_000;
  private static final double MAX_FACTOR = 100;

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a value is out of its range
   */
  public RetrySettings {
    require(
        maxAttempts >= 1 && maxAttempts <= MAX_ATTEMPTS, "maxAttempts", maxAttempts, "1 to 1000");
    require(!delay.isNegative(), "delay", delay, "zero or more");
    require(!maxDelay.isNegative(), "maxDelay", maxDelay, "zero or more");
    require(factor > 0 && factor <= MAX_FACTOR, "factor", factor, "more than 0, at most 100");
    require(jitter >= 0 && jitter <= 1, "jitter", jitter, "0 to 1");
    require(maxAge == null || !maxAge.isNegative(), "maxAge", maxAge, "zero or more");
  }

  private static void require(boolean holds, String name, @Nullable Object value, String allowed) {
    if (!holds) {
      throw new IllegalArgumentException("retry." + name + " is " + value + ", not " + allowed);
    }
  }
}
