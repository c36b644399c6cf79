package io.schedulezero.bench;

import io.schedulezero.bench.peer.Peer;
import io.schedulezero.bench.peer.Repetition;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** W3: hourly schedules, created and then deleted; and W3b: many of them kept. */
final class ScheduleStorm {
  private static final int WARM_UP = 1_000;
  private static final double MEGABYTE = 1024.0 * 1024;

  private ScheduleStorm() {}

  @FunctionalInterface
  private interface Step<T> {
    void apply(Peer peer, List<T> items) throws Exception;
  }

  static Map<String, Double> byOneCaller(Bed bed) throws Exception {
    return measure(
        bed,
        (peer, items) -> Callers.one(items, peer::schedule),
        (peer, ids) -> Callers.one(ids, peer::unschedule));
  }

  static Map<String, Double> inBatches(Bed bed) throws Exception {
    return measure(
        bed,
        (peer, items) -> Callers.batches(items, peer::scheduleAll),
        (peer, ids) -> Callers.batches(ids, peer::unscheduleAll));
  }

  static Map<String, Double> byManyCallers(Bed bed) throws Exception {
    return measure(
        bed,
        (peer, items) -> Callers.many(items, peer::schedule),
        (peer, ids) -> Callers.many(ids, peer::unschedule));
  }

  /** W3b. */
  static Map<String, Double> keepMany(Bed bed) throws Exception {
    Peer peer = bed.open();
    List<Repetition> schedules = hourly(bed.scale().manySchedules());
    Stopwatch stopwatch = new Stopwatch();
    Callers.batches(schedules, peer::scheduleAll);
    Map<String, Double> measures = new LinkedHashMap<>();
    measures.put("created/s", schedules.size() / stopwatch.seconds());
    System.gc();
    measures.put(
        "heap MB", ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MEGABYTE);
    return measures;
  }

  static List<Repetition> hourly(int count) {
    Instant first = Instant.now().plus(Duration.ofHours(1));
    return IntStream.range(0, count)
        .mapToObj(n -> new Repetition("hourly-" + n, first, Duration.ofHours(1)))
        .toList();
  }

  private static Map<String, Double> measure(Bed bed, Step<Repetition> create, Step<String> delete)
      throws Exception {
    Peer peer = bed.open();
    round(peer, WARM_UP, create, delete);
    return round(peer, bed.scale().schedules(), create, delete);
  }

  private static Map<String, Double> round(
      Peer peer, int count, Step<Repetition> create, Step<String> delete) throws Exception {
    List<Repetition> schedules = hourly(count);
    List<String> ids = schedules.stream().map(Repetition::id).toList();
    Stopwatch creation = new Stopwatch();
    create.apply(peer, schedules);
    double created = creation.seconds();
    Stopwatch deletion = new Stopwatch();
    delete.apply(peer, ids);
    double deleted = deletion.seconds();
    Map<String, Double> measures = new LinkedHashMap<>();
    measures.put("created/s", count / created);
    measures.put("deleted/s", count / deleted);
    return measures;
  }
}
