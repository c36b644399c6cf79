package io.schedulezero.execution;

import java.time.Duration;

/**
 * Bounds of what handlers may use in this process.
 *
 * @param slots calls at the same time
 * @param maxResultBytes a longer result is not kept
 * @param maxLogLines of one call; further lines are counted, not kept
 * @param interruptGrace how long an interrupted handler may take to end before its call is
 *     abandoned
 */
public record ExecutionLimits(
    int slots, int maxResultBytes, int maxLogLines, Duration interruptGrace) {
  public static final ExecutionLimits DEFAULT =
      new ExecutionLimits(16, 256 * 1024, 1_000, Duration.ofSeconds(10));

  public ExecutionLimits {
    if (slots < 1) {
      throw new IllegalArgumentException("slots must be 1 or more, not " + slots);
    }
  }
}
