package io.schedulezero.schedule;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a schedule fires.
 *
 * @param jitter each fire is delayed by up to this much but never to the next one, the same for the
 *     same fire every time it is computed
 * @param startAt no fire before
 * @param endAt no fire at or after
 * @param maxRuns no fire after so many runs
 */
public record Policies(
    Misfire misfire,
    Overlap overlap,
    Duration jitter,
    @Nullable Instant startAt,
    @Nullable Instant endAt,
    @Nullable Long maxRuns,
    Exclusions exclusions) {
  public static final Policies DEFAULT =
      new Policies(
          Misfire.DEFAULT, Overlap.ALLOW, Duration.ZERO, null, null, null, Exclusions.NONE);

  public Policies {
    if (jitter.isNegative()) {
      throw new IllegalArgumentException("jitter must be zero or more");
    }
    if (maxRuns != null && maxRuns < 1) {
      throw new IllegalArgumentException("max_runs must be 1 or more");
    }
    if (startAt != null && endAt != null && !endAt.isAfter(startAt)) {
      throw new IllegalArgumentException("end_at must be after start_at");
    }
  }
}
