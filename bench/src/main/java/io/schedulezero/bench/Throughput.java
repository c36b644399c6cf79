package io.schedulezero.bench;

import io.schedulezero.bench.peer.Peer;
import io.schedulezero.bench.peer.Tally;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** W1: no-op jobs with one string argument, from the first submit to the end of the last job. */
final class Throughput {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int WARM_UP_JOBS = 5_000;
  private static final int WARM_UP_ROUNDS = 10;
  private static final double WARM_UP_SECONDS = 5;
  private static final double MICROS = 1e6;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private Throughput() {}

  @FunctionalInterface
  private interface Submission {
    void submit(Peer peer, List<String> args) throws Exception;
  }

  static Map<String, Double> byOneCaller(Bed bed) throws Exception {
    return measure(bed, (peer, args) -> Callers.one(args, peer::submit));
  }

  static Map<String, Double> inBatches(Bed bed) throws Exception {
    return measure(bed, (peer, args) -> Callers.batches(args, peer::submitAll));
  }

  static Map<String, Double> byManyCallers(Bed bed) throws Exception {
    return measure(bed, (peer, args) -> Callers.many(args, peer::submit));
  }

  private static Map<String, Double> measure(Bed bed, Submission submission) throws Exception {
    Peer peer = bed.open();
    Stopwatch warmUp = new Stopwatch();
    int rounds = 0;
    while (rounds < WARM_UP_ROUNDS && warmUp.seconds() < WARM_UP_SECONDS) {
      round(peer, submission, WARM_UP_JOBS);
      rounds++;
    }
    Thread.sleep(PAUSE.toMillis());
    return round(peer, submission, bed.scale().jobs());
  }

  private static Map<String, Double> round(Peer peer, Submission submission, int jobs)
      throws Exception {
    List<String> args = IntStream.range(0, jobs).mapToObj(n -> "argument-" + n).toList();
    Tally.expect(jobs);
    double cpuBefore = Cpu.seconds();
    Stopwatch stopwatch = new Stopwatch();
    submission.submit(peer, args);
    double enqueued = stopwatch.seconds();
    Tally.await(PATIENCE);
    double ran = stopwatch.seconds();
    int done = Tally.ran();
    while (!peer.settled() && stopwatch.seconds() < ran + PATIENCE.toSeconds()) {
      Thread.sleep(1);
    }
    double recorded = stopwatch.seconds();
    Map<String, Double> measures = new LinkedHashMap<>();
    measures.put("enqueue/s", jobs / enqueued);
    measures.put("jobs/s", done / ran);
    measures.put("recorded/s", done / recorded);
    measures.put("CPU µs/job", (Cpu.seconds() - cpuBefore) * MICROS / done);
    return measures;
  }
}
