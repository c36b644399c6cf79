package io.schedulezero.outcome;

import io.schedulezero.run.RetryPolicy;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * How long to wait before a retry. Computed in nanoseconds as {@code double}, which saturates where
 * {@code long} would overflow, and capped before it becomes a duration.
 */
final class Delays {
  /** 292 years: what a {@code long} of nanoseconds holds. */
  private static final double MOST = Long.MAX_VALUE;

  private Delays() {}

  /**
   * The delay before the {@code retry}-th retry, 1 for the first.
   *
   * @param seed the same seed gives the same delays
   */
  static Duration beforeRetry(RetryPolicy policy, int retry, long seed) {
    double base = nanos(policy.delay());
    double cap = nanos(policy.maxDelay());
    SplittableRandom random = new SplittableRandom(seed);
    double delay =
        switch (policy.backoff()) {
          case FIXED -> base;
          case LINEAR -> base * retry;
          case EXPONENTIAL -> base * Math.pow(policy.factor(), retry - 1.0);
          case POLYNOMIAL -> base * Math.pow(retry, policy.factor());
          case FIBONACCI -> base * fibonacci(retry);
          case DECORRELATED_JITTER -> decorrelated(base, cap, policy.factor(), retry, random);
        };
    double spread = 1 + policy.jitter() * (2 * random.split().nextDouble() - 1);
    double capped = Math.min(Math.min(delay * spread, cap), MOST);
    return Duration.ofNanos((long) Math.max(0, capped));
  }

  private static double fibonacci(int n) {
    double before = 0;
    double now = 1;
    for (int i = 1; i < n; i++) {
      double next = before + now;
      before = now;
      now = next;
    }
    return now;
  }

  /** Each delay is random between the base and the one before it times the factor. */
  private static double decorrelated(
      double base, double cap, double factor, int retry, SplittableRandom random) {
    double delay = base;
    for (int i = 1; i < retry; i++) {
      double high = Math.min(cap, delay * factor);
      delay = high <= base ? high : base + random.nextDouble() * (high - base);
    }
    return delay;
  }

  private static double nanos(Duration duration) {
    return duration.getSeconds() * 1e9 + duration.getNano();
  }
}
