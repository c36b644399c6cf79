package io.schedulezero.bench;

import io.schedulezero.bench.Contestant.Kind;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is measured.
 *
 * @param headline the measure that ratios are made of
 * @param kinds who can take part
 * @param heap the largest heap of the JVM that is measured
 * @param preparation what an earlier JVM does with the same data, or nothing
 */
record Workload(
    String name,
    String what,
    String headline,
    Set<Kind> kinds,
    String heap,
    Optional<Body> preparation,
    Body body) {
  private static final String HEAP = "2g";
  private static final Set<Kind> PEERS = EnumSet.of(Kind.VOLATILE, Kind.STORED);

  static final List<Workload> ALL =
      List.of(
          of("disk", "rows inserted and set done in two commits", Kind.DISK, DiskLimit::measure),
          peers("w1", "throughput, one caller", "jobs/s", Throughput::byOneCaller),
          peers("w1-batch", "throughput, batches of 1,000", "jobs/s", Throughput::inBatches),
          peers("w1-callers", "throughput, 16 callers", "jobs/s", Throughput::byManyCallers),
          peers("w2", "lateness of one-off starts", "p99 ms", StartLateness::measure),
          peers("w3", "schedules, one caller", "created/s", ScheduleStorm::byOneCaller),
          peers("w3-batch", "schedules, batches of 1,000", "created/s", ScheduleStorm::inBatches),
          peers("w3-callers", "schedules, 16 callers", "created/s", ScheduleStorm::byManyCallers),
          new Workload(
              "w3b",
              "100,000 schedules in a heap of 512 MB",
              "created/s",
              PEERS,
              "512m",
              Optional.empty(),
              ScheduleStorm::keepMany),
          peers("w4", "1,000 schedules of one second", "p99 ms", SteadyFires::measure),
          peers("w5", "start of an embedded engine", "ready ms", StartUp::measure),
          new Workload(
              "w5-stored",
              "the same with stored schedules",
              "ready ms",
              EnumSet.of(Kind.STORED),
              HEAP,
              Optional.of(StartUp::store),
              StartUp::measure),
          of("w5-server", "start of sz server", Kind.SERVER, ServerProcess::start),
          of("w6", "idle sz server with -Xmx64m", Kind.SERVER, ServerProcess::idle),
          remote("w7", "no-op jobs on two workers", "jobs/s", RemoteRuns::manyAtOnce),
          remote("w7-one", "the same, one after the other", "p50 µs", RemoteRuns::oneByOne),
          of("w8", "1,000 connected workers without work", Kind.CROWD, IdleWorkers::measure),
          of("w9", "idle sz worker", Kind.SERVER, ServerProcess::idleWorker));

  /** Runs in the child JVM and returns the figures, by name, in the order to show them. */
  @FunctionalInterface
  interface Body {
    Map<String, Double> run(Bed bed) throws Exception;
  }

  private static Workload peers(String name, String what, String headline, Body body) {
    return new Workload(name, what, headline, PEERS, HEAP, Optional.empty(), body);
  }

  private static Workload of(String name, String what, Kind kind, Body body) {
    return new Workload(name, what, "", EnumSet.of(kind), HEAP, Optional.empty(), body);
  }

  private static Workload remote(String name, String what, String headline, Body body) {
    return new Workload(
        name, what, headline, EnumSet.of(Kind.REMOTE), HEAP, Optional.empty(), body);
  }

  static Workload named(String name) {
    return ALL.stream().filter(workload -> workload.name.equals(name)).findFirst().orElseThrow();
  }
}
