package io.schedulezero.dispatch.remote;

import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What a worker did lately, as far as it is its own doing. Failures of a handler are held against a
 * worker only if another worker has far fewer of them: otherwise it is the handler that fails.
 *
 * @param counts without what is not held against the worker
 * @param detail for people; empty if nothing is held against it
 */
record Blame(Counts counts, String detail) {
  static final Blame NONE = new Blame(Counts.NONE, "");

  /** Attempts of a worker with a handler, before others are compared with it. */
  private static final int ENOUGH = 3;

  private static final double FAR_FEWER = 0.5;

  /** The best failure rate of a handler that nobody has done often enough to be an example. */
  static final double UNKNOWN = 1;

  /**
   * @param own what the worker did, by handler
   * @param best the lowest failure rate that any worker has with a handler, as of {@link #best}
   */
  static Blame of(Map<String, Counts> own, ToDoubleFunction<String> best) {
    Counts sum = Counts.NONE;
    Counts worst = Counts.NONE;
    String detail = "";
    for (Map.Entry<String, Counts> each : own.entrySet()) {
      Counts counts = each.getValue();
      if (counts.failed() > 0 && !isHeld(counts, best.applyAsDouble(each.getKey()))) {
        continue;
      }
      sum = sum.plus(counts);
      if (counts.failed() > worst.failed()) {
        worst = counts;
        detail = detail(each.getKey(), counts);
      }
    }
    return new Blame(sum, detail);
  }

  private static String detail(String handler, Counts counts) {
    return String.format(
        Locale.ROOT,
        "%d of the last %d attempts of %s failed, which another worker does better",
        counts.failed(),
        counts.total(),
        handler);
  }

  /**
   * Whether failures are the worker's own doing.
   *
   * @param best the lowest failure rate of any worker
   */
  static boolean isHeld(Counts counts, double best) {
    return best <= counts.failureRate() * FAR_FEWER;
  }

  /** The lowest failure rate that any of these workers has with each handler. */
  static Map<String, Double> best(Collection<Map<String, Counts>> workers) {
    Map<String, Double> best = new HashMap<>();
    for (Map<String, Counts> worker : workers) {
      worker.forEach(
          (handler, counts) -> {
            if (counts.total() >= ENOUGH) {
              best.merge(handler, counts.failureRate(), Math::min);
            }
          });
    }
    return best;
  }
}
