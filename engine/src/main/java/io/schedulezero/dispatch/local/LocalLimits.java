package io.schedulezero.dispatch.local;

import java.time.Duration;

/**
 * Bounds of what handlers may use in this process.
 *
 * @param slots attempts at the same time
 * @param maxResultBytes a longer result is not kept
 * @param maxLogLines of one attempt; further lines are counted, not kept
 * @param interruptGrace how long an interrupted handler may take to end before its attempt is
 *     abandoned
 */
public record LocalLimits(int slots, int maxResultBytes, int maxLogLines, Duration interruptGrace) {
  public static final LocalLimits DEFAULT =
      new LocalLimits(16, 256 * 1024, 1_000, Duration.ofSeconds(10));

  public LocalLimits {
    if (slots < 1) {
      throw new IllegalArgumentException("slots must be 1 or more, not " + slots);
    }
  }
}
