package io.schedulezero.trigger;

import io.schedulezero.run.ScheduleId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The delay of each fire, from nothing but the schedule's id and the fire's time. */
final class Jitter {
  private final long seed;
  private final long maxMillis;

  Jitter(ScheduleId id, Duration max) {
    long hash = 0;
    for (int i = 0; i < id.value().length(); i++) {
      hash = hash * 1_000_003 + id.value().charAt(i);
    }
    this.seed = hash;
    this.maxMillis = max.compareTo(Duration.ofDays(366)) > 0 ? 366 * 86_400_000L : max.toMillis();
  }

  boolean isNone() {
    return maxMillis == 0;
  }

  /**
   * @param next the time of the next fire, which this one does not reach
   */
  Duration of(Instant time, @Nullable Instant next) {
    long bound = maxMillis + 1;
    if (next != null) {
      bound = Math.min(bound, next.toEpochMilli() - time.toEpochMilli());
    }
    return Duration.ofMillis(Long.remainderUnsigned(mix(seed + time.toEpochMilli()), bound));
  }

  /** The finaliser of SplitMix64: spreads neighbouring values over the whole range. */
  private static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
