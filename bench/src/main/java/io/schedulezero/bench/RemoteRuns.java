package io.schedulezero.bench;

import io.schedulezero.Builder;
import io.schedulezero.ScheduleZero;
import io.schedulezero.bench.remote.Elsewhere;
import io.schedulezero.bench.remote.OurWorkers;
import io.schedulezero.bench.remote.RawEcho;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * W7: no-op jobs in two other processes, many at once and one after the other; and in this process,
 * to see what the way costs.
 */
final class RemoteRuns {
  static final String RAW = "raw-jeromq";
  static final String MEMORY = "ours-memory-workers";
  static final String SQLITE = "ours-sqlite-workers";
  static final String MEMORY_HERE = "ours-memory-here";
  static final String SQLITE_HERE = "ours-sqlite-here";

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int ROUNDS = 5;

  /** Three processes compile what they do on the processors that do it. */
  private static final int WARM_UP_SECONDS = 45;

  private static final double MICROS = 1e6;
  private static final double NANOS_PER_MICRO = 1e3;

  private RemoteRuns() {}

  private static Elsewhere open(Bed bed) throws Exception {
    return switch (bed.contestant().name()) {
      case RAW -> RawEcho.open();
      case MEMORY -> OurWorkers.elsewhere(ScheduleZero.builder().inMemory());
      case SQLITE -> OurWorkers.elsewhere(sqlite(bed));
      case MEMORY_HERE -> OurWorkers.here(ScheduleZero.builder().inMemory());
      case SQLITE_HERE -> OurWorkers.here(sqlite(bed));
      default -> throw new IllegalStateException(bed.contestant().name() + " is elsewhere nowhere");
    };
  }

  /** Synced at every commit. */
  private static Builder sqlite(Bed bed) {
    return ScheduleZero.builder().sqlite(bed.data().resolve("sz.db"));
  }

  static Map<String, Double> manyAtOnce(Bed bed) throws Exception {
    Elsewhere elsewhere = open(bed);
    int jobs = bed.scale().jobs();
    Stopwatch warmUp = new Stopwatch();
    while (warmUp.seconds() < WARM_UP_SECONDS) {
      elsewhere.many(jobs / 2, PATIENCE);
    }
    double cpuBefore = Cpu.seconds();
    Stopwatch stopwatch = new Stopwatch();
    elsewhere.many(ROUNDS * jobs, PATIENCE);
    double took = stopwatch.seconds();
    Map<String, Double> measures = new LinkedHashMap<>();
    measures.put("jobs/s", ROUNDS * jobs / took);
    measures.put("CPU µs/job", (Cpu.seconds() - cpuBefore) * MICROS / (ROUNDS * jobs));
    elsewhere.close();
    return measures;
  }

  static Map<String, Double> oneByOne(Bed bed) throws Exception {
    Elsewhere elsewhere = open(bed);
    Stopwatch warmUp = new Stopwatch();
    while (warmUp.seconds() < WARM_UP_SECONDS) {
      elsewhere.one();
    }
    double[] micros = new double[bed.scale().jobs() / 4];
    for (int i = 0; i < micros.length; i++) {
      long before = System.nanoTime();
      elsewhere.one();
      micros[i] = (System.nanoTime() - before) / NANOS_PER_MICRO;
    }
    Arrays.sort(micros);
    Map<String, Double> measures = new LinkedHashMap<>();
    measures.put("p50 µs", at(micros, 0.50));
    measures.put("p99 µs", at(micros, 0.99));
    elsewhere.close();
    return measures;
  }

  private static double at(double[] sorted, double quantile) {
    return sorted[(int) Math.ceil(quantile * sorted.length) - 1];
  }
}
