package io.schedulezero.run;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a failed attempt is followed by another.
 *
 * @param maxAttempts attempts in all, the first included; 1 means no retry
 * @param delay the first delay, from which the others grow
 * @param maxDelay no delay is longer
 * @param factor the multiplier of {@code EXPONENTIAL} and {@code DECORRELATED_JITTER}, the exponent
 *     of {@code POLYNOMIAL}
 * @param jitter share of a delay that is random, 0 to 1: 0.2 spreads a delay over 80 % to 120 %
 * @param maxAge no attempt starts when the run is older than this; none if null
 */
public record RetryPolicy(
    Backoff backoff,
    int maxAttempts,
    Duration delay,
    Duration maxDelay,
    double factor,
    double jitter,
    @Nullable Duration maxAge) {
  public static final int MAX_ATTEMPTS = 1_000;

  /** One attempt and no more. */
  public static final RetryPolicy NONE =
      new RetryPolicy(Backoff.FIXED, 1, Duration.ZERO, Duration.ZERO, 1, 0, null);

  /** What a handler gets that says nothing: three attempts, 1 s then 2 s apart. */
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(
          Backoff.EXPONENTIAL, 3, Duration.ofSeconds(1), Duration.ofHours(1), 2, 0.1, null);

  public RetryPolicy {
    require(
        maxAttempts >= 1 && maxAttempts <= MAX_ATTEMPTS, "max_attempts", "1 to " + MAX_ATTEMPTS);
    require(!delay.isNegative(), "delay", "zero or more");
    require(!maxDelay.isNegative(), "max_delay", "zero or more");
    require(factor > 0 && factor <= 100, "factor", "more than 0, at most 100");
    require(jitter >= 0 && jitter <= 1, "jitter", "0 to 1");
    require(maxAge == null || !maxAge.isNegative(), "max_age", "zero or more");
  }

  private static void require(boolean holds, String field, String allowed) {
    if (!holds) {
      throw new IllegalArgumentException("retry." + field + " must be " + allowed);
    }
  }
}
