package io.schedulezero.store;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Instants as the store keeps them: microseconds since 1970, what is finer is cut off towards the
 * past. An instant beyond the years ±292,000 becomes the last one that fits.
 */
final class Micros {
  private static final long PER_SECOND = 1_000_000;
  private static final int NANOS = 1_000;

  private Micros() {}

  static long of(Instant instant) {
    long second = instant.getEpochSecond();
    if (second >= Long.MAX_VALUE / PER_SECOND) {
      return Long.MAX_VALUE;
    }
    if (second <= Long.MIN_VALUE / PER_SECOND) {
      return Long.MIN_VALUE;
    }
    return second * PER_SECOND + instant.getNano() / NANOS;
  }

  static @Nullable Long orNull(@Nullable Instant instant) {
    return instant == null ? null : (Long) of(instant);
  }

  static Instant toInstant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, PER_SECOND), Math.floorMod(micros, PER_SECOND) * NANOS);
  }

  /** Nanoseconds, for durations; the longest that fits is 292 years. */
  static long nanos(Duration duration) {
    try {
      return duration.toNanos();
    } catch (ArithmeticException e) {
      return duration.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }
}
