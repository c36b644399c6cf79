package io.schedulezero.bench;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/**
 * The JVM in which one contestant is measured once. Arguments: workload, {@code prepare} or {@code
 * measure}, contestant, data directory. Writes one line for each figure to its standard output.
 */
final class Child {
  static final String FIGURE = "figure ";
  static final String EXECUTED = "bench.executed";
  static final String QUICK = "bench.quick";
  static final String JOBS = "bench.jobs";
  static final String ROOT = "bench.root";
  static final String PREPARE = "prepare";
  static final String MEASURE = "measure";

  private Child() {}

  public static void main(String[] args) {
    try {
      measure(args);
      System.exit(0);
    } catch (Exception | Error e) {
      e.printStackTrace();
      System.exit(1);
    }
  }

  private static void measure(String[] args) throws Exception {
    Workload workload = Workload.named(args[0]);
    Contestant contestant = Contestant.named(args[2]);
    Scale scale = Boolean.getBoolean(QUICK) ? Scale.QUICK : Scale.FULL;
    Bed bed =
        new Bed(
            contestant,
            scale.withJobs(Integer.getInteger(JOBS, scale.jobs())),
            Path.of(args[3]),
            Instant.ofEpochMilli(Long.getLong(EXECUTED, 0)));
    Workload.Body body =
        PREPARE.equals(args[1]) ? workload.preparation().orElseThrow() : workload.body();
    for (Map.Entry<String, Double> figure : body.run(bed).entrySet()) {
      System.out.println(FIGURE + figure.getKey() + "=" + figure.getValue());
    }
  }
}
