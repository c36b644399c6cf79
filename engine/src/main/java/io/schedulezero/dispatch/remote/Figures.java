package io.schedulezero.dispatch.remote;

import io.schedulezero.dispatch.MeanTimes;
import io.schedulezero.dispatch.remote.WorkerStatus.HandlerFigures;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** What a worker has done, by handler. Any thread. */
final class Figures {
  private static final int LATELY = 256;
  private static final double HALF = 0.5;
  private static final double MOST = 0.95;
  private static final double NEARLY_ALL = 0.99;

  private final Map<String, Done> byHandler = new ConcurrentSkipListMap<>();
  private final MeanTimes means = new MeanTimes();
  private volatile long nanos = Long.MIN_VALUE;

  /** Of one handler: the counts, and how long the latest took. */
  private static final class Done {
    private final Window window = new Window();
    private final long[] millis = new long[LATELY];
    private long succeeded;
    private long failed;
    private int counted;

    synchronized void add(boolean success, long took, long nanos) {
      window.add(success, nanos);
      millis[counted++ % LATELY] = took;
      if (success) {
        succeeded++;
      } else {
        failed++;
      }
    }

    /** How long it would have taken is not known. */
    synchronized void lost(long nanos) {
      window.add(false, nanos);
      failed++;
    }

    synchronized Counts lately(long nanos) {
      return window.counts(nanos);
    }

    synchronized void forgive() {
      window.clear();
    }

    synchronized HandlerFigures figures(String handler, int active) {
      long[] lately = Arrays.copyOf(millis, Math.min(counted, LATELY));
      Arrays.sort(lately);
      return new HandlerFigures(
          handler,
          active,
          succeeded,
          failed,
          Arrays.stream(lately).average().orElse(0),
          at(lately, HALF),
          at(lately, MOST),
          at(lately, NEARLY_ALL));
    }

    private static double at(long[] sorted, double share) {
      return sorted.length == 0 ? 0 : sorted[(int) Math.ceil(share * sorted.length) - 1];
    }
  }

  private Done done(String handler) {
    Done done = byHandler.get(handler);
    return done == null ? byHandler.computeIfAbsent(handler, h -> new Done()) : done;
  }

  /** An attempt ended by itself, at that time. */
  void ended(String handler, boolean success, long millis, long nanos) {
    done(handler).add(success, millis, nanos);
    means.ended(handler, success, millis);
  }

  /** Nothing was heard of an attempt any more, at that time. */
  void lost(String handler, long nanos) {
    done(handler).lost(nanos);
    means.ended(handler, false, 0);
  }

  /** It is so late now, for whoever asks without a time. */
  void turn(long now) {
    nanos = now;
  }

  /** What was done within {@link Window#LENGTH}. */
  Counts lately() {
    return lately(nanos).values().stream().reduce(Counts.NONE, Counts::plus);
  }

  /** What was done with the handler within {@link Window#LENGTH}. */
  Counts lately(String handler, long nanos) {
    Done done = byHandler.get(handler);
    return done == null ? Counts.NONE : done.lately(nanos);
  }

  /** The same, of each handler. */
  Map<String, Counts> lately(long nanos) {
    Map<String, Counts> lately = new TreeMap<>();
    byHandler.forEach((handler, done) -> lately.put(handler, done.lately(nanos)));
    return lately;
  }

  /** From here on counts what happens from here on. */
  void forgive() {
    byHandler.values().forEach(Done::forgive);
  }

  /** As {@link MeanTimes#of}. */
  double meanMillis(String handler) {
    return means.of(handler);
  }

  List<HandlerFigures> list(Collection<Lease> active) {
    Map<String, Integer> now = new TreeMap<>();
    active.forEach(lease -> now.merge(lease.attempt.handler(), 1, Integer::sum));
    now.keySet().forEach(this::done);
    return byHandler.entrySet().stream()
        .map(each -> each.getValue().figures(each.getKey(), now.getOrDefault(each.getKey(), 0)))
        .toList();
  }
}
