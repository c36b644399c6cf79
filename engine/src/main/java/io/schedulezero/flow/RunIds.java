package io.schedulezero.flow;

import io.schedulezero.run.RunId;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes run ids that grow: 41 bits of milliseconds, 12 bits of a counter, 10 bits of the node. More
 * than 4,096 in a millisecond borrow from the next one. Callable from any thread.
 */
public final class RunIds {
  private static final int NODE_BITS = 10;
  private static final int COUNTER_BITS = 12;

  private final InstantSource clock;
  private final int node;
  private final AtomicLong last;

  /**
   * Goes on after what there is.
   *
   * @param node of this process, 0 to 1023
   * @param newest the largest id in the store, so that a clock that was set back makes none twice;
   *     0 if there is none
   */
  public RunIds(InstantSource clock, int node, long newest) {
    this.clock = clock;
    this.node = node;
    this.last = new AtomicLong(newest >>> NODE_BITS);
  }

  public RunId next() {
    long floor = clock.millis() << COUNTER_BITS;
    long next = last.updateAndGet(before -> Math.max(before + 1, floor));
    return new RunId(next << NODE_BITS | node);
  }
}
