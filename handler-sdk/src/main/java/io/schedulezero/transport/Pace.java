package io.schedulezero.transport;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How long the turns of a loop take, the longest of the last minute or two. Told by one thread, and
 * asked by any.
 */
final class Pace {
  private static final long KEPT = TimeUnit.MINUTES.toNanos(1);

  private long since;
  private volatile long now;
  private volatile long before;

  Pace(long nanoTime) {
    this.since = nanoTime;
  }

  /** A turn took from then to then. */
  void turned(long began, long ended) {
    if (ended - since >= KEPT) {
      before = ended - since >= 2 * KEPT ? 0 : now;
      now = 0;
      since = ended;
    }
    if (ended - began > now) {
      now = ended - began;
    }
  }

  Duration longest() {
    return Duration.ofNanos(Math.max(now, before));
  }
}
