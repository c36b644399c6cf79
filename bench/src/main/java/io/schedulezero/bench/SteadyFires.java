package io.schedulezero.bench;

import io.schedulezero.bench.peer.Peer;
import io.schedulezero.bench.peer.Repetition;
import io.schedulezero.bench.peer.Tally;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** W4: 1,000 schedules of one second, spread evenly over the second. */
final class SteadyFires {
  private static final int SCHEDULES = 1_000;
  private static final int MOST_PER_SECOND = 2 * SCHEDULES;
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final Duration AHEAD = Duration.ofSeconds(3);
  private static final Duration WARM_UP = Duration.ofSeconds(5);

  private SteadyFires() {}

  static Map<String, Double> measure(Bed bed) throws Exception {
    Peer peer = bed.open();
    Instant first = Instant.now().truncatedTo(ChronoUnit.MILLIS).plus(AHEAD);
    peer.scheduleAll(
        IntStream.range(0, SCHEDULES)
            .mapToObj(n -> new Repetition("second-" + n, first.plusMillis(n), EVERY))
            .toList());
    Thread.sleep(AHEAD.plus(WARM_UP).toMillis());
    int seconds = bed.scale().steadySeconds();
    double cpuBefore = Cpu.seconds();
    Tally.expect(seconds * MOST_PER_SECOND);
    Stopwatch stopwatch = new Stopwatch();
    Thread.sleep(Duration.ofSeconds(seconds).toMillis());
    double fires = Tally.ran() / stopwatch.seconds();
    Map<String, Double> measures = new LinkedHashMap<>();
    measures.put("fires/s", fires);
    measures.putAll(Lateness.measures());
    measures.put("CPU s", Cpu.seconds() - cpuBefore);
    return measures;
  }
}
