package io.schedulezero.store;

import io.schedulezero.run.RunTotals;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Joins totals of minutes into longer steps, which begin at multiples of their length since 1970.
 */
final class TotalsBySteps {
  private static final Comparator<FinishedTotals.Key> OLDEST_FIRST =
      Comparator.comparingLong(FinishedTotals.Key::minute)
          .thenComparing(FinishedTotals.Key::handler)
          .thenComparing(FinishedTotals.Key::state);

  private final long firstMinute;
  private final long endMinute;
  private final long step;
  private final Map<FinishedTotals.Key, FinishedTotals.Sum> sums = new TreeMap<>(OLDEST_FIRST);

  TotalsBySteps(Instant from, Instant to, Duration step) {
    this.firstMinute = FinishedTotals.minute(from);
    this.endMinute = FinishedTotals.minute(to.minusNanos(1)) + 1;
    this.step = FinishedTotals.minutes(step);
  }

  long firstMinute() {
    return firstMinute;
  }

  long endMinute() {
    return endMinute;
  }

  void add(FinishedTotals.Key key, FinishedTotals.Sum sum) {
    if (key.minute() >= firstMinute && key.minute() < endMinute) {
      long start = Math.floorDiv(key.minute(), step) * step;
      sums.computeIfAbsent(
              new FinishedTotals.Key(start, key.handler(), key.state()),
              fresh -> new FinishedTotals.Sum())
          .add(sum);
    }
  }

  List<RunTotals> list() {
    return sums.entrySet().stream()
        .map(
            entry ->
                new RunTotals(
                    FinishedTotals.start(entry.getKey().minute()),
                    entry.getKey().handler(),
                    entry.getKey().state(),
                    entry.getValue().count,
                    entry.getValue().waitMillis,
                    entry.getValue().runMillis))
        .toList();
  }
}
