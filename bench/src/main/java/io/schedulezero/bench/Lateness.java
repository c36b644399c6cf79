package io.schedulezero.bench;

import io.schedulezero.bench.peer.Tally;
import java.util.LinkedHashMap;
import java.util.Map;

/** How late everything in the tally was. */
final class Lateness {
  private Lateness() {}

  static Map<String, Double> measures() {
    double[] sorted = Tally.latenessMillis();
    Map<String, Double> measures = new LinkedHashMap<>();
    if (sorted.length > 0) {
      measures.put("p50 ms", at(sorted, 0.50));
      measures.put("p99 ms", at(sorted, 0.99));
      measures.put("max ms", sorted[sorted.length - 1]);
      measures.put("earliest ms", sorted[0]);
    }
    return measures;
  }

  private static double at(double[] sorted, double quantile) {
    return sorted[(int) Math.ceil(quantile * sorted.length) - 1];
  }
}
