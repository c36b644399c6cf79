package io.schedulezero.notify;

import io.schedulezero.run.Run;
import java.time.Duration;
import java.util.Arrays;

/** How late the latest fires started, for percentiles at a glance. Callable from any thread. */
public final class LagWindow implements EngineListener {
  private static final int SIZE = 1_000;

  private final double[] latest = new double[SIZE];
  private long count;

  @Override
  public synchronized void started(Run run, Duration waited) {
    if (EngineListener.isFirstOfFire(run)) {
      latest[(int) (count++ % SIZE)] = waited.toNanos() / 1e6;
    }
  }

  /**
   * The lag in milliseconds that this share of the latest fires did not exceed; 0 if there are
   * none.
   */
  public double percentile(double share) {
    double[] sorted = sorted();
    return sorted.length == 0 ? 0 : sorted[(int) Math.ceil(share * sorted.length) - 1];
  }

  public double max() {
    return percentile(1);
  }

  private synchronized double[] sorted() {
    double[] sorted = Arrays.copyOf(latest, (int) Math.min(count, SIZE));
    Arrays.sort(sorted);
    return sorted;
  }
}
