package io.schedulezero.dispatch.remote;

import java.time.Duration;
import java.util.Arrays;

/**
 * Counts of the last minutes, kept in slices of time of which the oldest is forgotten as a whole.
 */
final class Window {
  static final Duration LENGTH = Duration.ofMinutes(5);
  private static final int SLICES = 30;
  private static final long SLICE_NANOS = LENGTH.toNanos() / SLICES;

  private final long[] succeeded = new long[SLICES];
  private final long[] failed = new long[SLICES];
  private long newest = Long.MIN_VALUE;

  void add(boolean success, long nanos) {
    forgetUntil(nanos);
    int slot = (int) Math.floorMod(newest, (long) SLICES);
    if (success) {
      succeeded[slot]++;
    } else {
      failed[slot]++;
    }
  }

  Counts counts(long nanos) {
    forgetUntil(nanos);
    return new Counts(Arrays.stream(succeeded).sum(), Arrays.stream(failed).sum());
  }

  void clear() {
    Arrays.fill(succeeded, 0);
    Arrays.fill(failed, 0);
  }

  /** Time that seems to go back stands still. */
  private void forgetUntil(long nanos) {
    long now = Math.floorDiv(nanos, SLICE_NANOS);
    if (now >= newest + SLICES) {
      clear();
      newest = now;
    }
    while (newest < now) {
      newest++;
      int slot = (int) Math.floorMod(newest, (long) SLICES);
      succeeded[slot] = 0;
      failed[slot] = 0;
    }
  }
}
