package io.schedulezero.dispatch;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How long a target takes for each handler, as moving averages. Any thread. */
public final class MeanTimes {
  /** Of the latest attempt in the average. */
  private static final double WEIGHT = 0.2;

  private static final double UNKNOWN = -1;

  private final Map<String, Mean> byHandler = new ConcurrentHashMap<>();

  /** Two attempts that end at once may count as one: it is an average. */
  private static final class Mean {
    volatile double millis = UNKNOWN;
  }

  /**
   * An attempt ended. How long failures take says nothing, and after one it is not known any more,
   * so that nobody is preferred for failing fast.
   */
  public void ended(String handler, boolean success, long millis) {
    Mean mean = byHandler.get(handler);
    if (mean == null) {
      mean = byHandler.computeIfAbsent(handler, h -> new Mean());
    }
    double before = mean.millis;
    mean.millis = !success ? UNKNOWN : before < 0 ? millis : before + WEIGHT * (millis - before);
  }

  /** Milliseconds of an attempt of this handler; negative if that is not known. */
  public double of(String handler) {
    Mean mean = byHandler.get(handler);
    return mean == null ? UNKNOWN : mean.millis;
  }
}
