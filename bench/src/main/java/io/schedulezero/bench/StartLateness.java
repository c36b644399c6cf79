package io.schedulezero.bench;

import io.schedulezero.bench.peer.Peer;
import io.schedulezero.bench.peer.Tally;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** W2: one-off jobs that are due later, 25 in each second. */
final class StartLateness {
  private static final int PER_SECOND = 25;
  private static final Duration AHEAD = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int WARM_UP_SECONDS = 4;

  private StartLateness() {}

  static Map<String, Double> measure(Bed bed) throws Exception {
    Peer peer = bed.open();
    round(peer, WARM_UP_SECONDS * PER_SECOND);
    int jobs = bed.scale().latenessSeconds() * PER_SECOND;
    round(peer, jobs);
    Map<String, Double> measures = new LinkedHashMap<>(Lateness.measures());
    measures.put("missing", (double) (jobs - Tally.ran()));
    return measures;
  }

  private static void round(Peer peer, int jobs) throws Exception {
    Tally.expect(jobs);
    Instant first = Instant.now().truncatedTo(ChronoUnit.MILLIS).plus(AHEAD);
    Duration apart = Duration.ofSeconds(1).dividedBy(PER_SECOND);
    for (int i = 0; i < jobs; i++) {
      Instant due = first.plus(apart.multipliedBy(i));
      peer.submitAt(due, Tally.due(due));
    }
    Tally.await(AHEAD.plus(apart.multipliedBy(jobs)).plus(PATIENCE));
  }
}
