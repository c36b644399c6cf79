package io.schedulezero.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything that one call of {@code bench/run} found. */
record Results(String when, Machine machine, List<Section> sections) {
  /** One workload with its contestants. */
  record Section(String workload, String what, String headline, List<Row> rows) {}

  /**
   * One contestant.
   *
   * @param rounds the figures of each fresh JVM
   * @param failure why there are no figures, or empty
   */
  record Row(
      String contestant, String durability, List<Map<String, Double>> rounds, String failure) {
    /** Of each figure the median over the rounds. */
    Map<String, Double> medians() {
      Map<String, Double> medians = new LinkedHashMap<>();
      for (Map<String, Double> round : rounds) {
        for (String name : round.keySet()) {
          medians.computeIfAbsent(name, this::median);
        }
      }
      return medians;
    }

    private double median(String name) {
      List<Double> values = new ArrayList<>();
      for (Map<String, Double> round : rounds) {
        Double value = round.get(name);
        if (value != null) {
          values.add(value);
        }
      }
      Collections.sort(values);
      int middle = values.size() / 2;
      return values.size() % 2 == 1
          ? values.get(middle)
          : (values.get(middle - 1) + values.get(middle)) / 2;
    }
  }
}
