package io.schedulezero.dispatch.remote;

import io.schedulezero.dispatch.remote.WorkerStatus.HandlerFigures;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a worker has done, by handler. Any thread. */
final class Figures {
  private static final int LATELY = 256;
  private static final double HALF = 0.5;
  private static final double MOST = 0.95;

  private final Map<String, Done> byHandler = new TreeMap<>();

  /** Of one handler: the counts, and how long the latest took. */
  private static final class Done {
    long succeeded;
    long failed;
    final long[] millis = new long[LATELY];
    int counted;

    void add(boolean success, long took) {
      millis[counted++ % LATELY] = took;
      if (success) {
        succeeded++;
      } else {
        failed++;
      }
    }

    HandlerFigures figures(String handler, int active) {
      long[] lately = Arrays.copyOf(millis, Math.min(counted, LATELY));
      Arrays.sort(lately);
      return new HandlerFigures(
          handler,
          active,
          succeeded,
          failed,
          Arrays.stream(lately).average().orElse(0),
          at(lately, HALF),
          at(lately, MOST));
    }

    private static double at(long[] sorted, double share) {
      return sorted.length == 0 ? 0 : sorted[(int) Math.ceil(share * sorted.length) - 1];
    }
  }

  synchronized void ended(String handler, boolean success, long millis) {
    byHandler.computeIfAbsent(handler, h -> new Done()).add(success, millis);
  }

  synchronized List<HandlerFigures> list(Collection<Lease> active) {
    Map<String, Integer> now = new TreeMap<>();
    active.forEach(lease -> now.merge(lease.attempt.handler(), 1, Integer::sum));
    now.keySet().forEach(handler -> byHandler.computeIfAbsent(handler, h -> new Done()));
    return byHandler.entrySet().stream()
        .map(each -> each.getValue().figures(each.getKey(), now.getOrDefault(each.getKey(), 0)))
        .toList();
  }
}
