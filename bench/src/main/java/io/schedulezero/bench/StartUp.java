package io.schedulezero.bench;

import io.schedulezero.bench.peer.Peer;
import io.schedulezero.bench.peer.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** W5: from the start of the JVM to a peer that is ready, and to the end of its first job. */
final class StartUp {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private StartUp() {}

  static Map<String, Double> measure(Bed bed) throws Exception {
    Tally.expect(1);
    Peer peer = bed.open();
    Duration ready = Duration.between(bed.executed(), Instant.now());
    peer.submit("first");
    Tally.await(PATIENCE);
    Duration done = Duration.between(bed.executed(), Instant.now());
    Map<String, Double> measures = new LinkedHashMap<>();
    measures.put("ready ms", (double) ready.toMillis());
    measures.put("first job ms", (double) done.toMillis());
    return measures;
  }

  /** Fills the store for a later start. */
  static Map<String, Double> store(Bed bed) throws Exception {
    try (Peer peer = bed.open()) {
      Callers.batches(ScheduleStorm.hourly(bed.scale().schedules()), peer::scheduleAll);
    }
    return Map.of();
  }
}
