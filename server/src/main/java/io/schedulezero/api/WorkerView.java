package io.schedulezero.api;

import io.schedulezero.dispatch.remote.Counts;
import io.schedulezero.dispatch.remote.WorkerStatus;
import io.schedulezero.dispatch.remote.WorkerStatus.HandlerFigures;
import io.schedulezero.input.Texts;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

record WorkerView(
    String name,
    String state,
    String health,
    String healthReason,
    String upSince,
    String instance,
    String client,
    String address,
    String connectedAt,
    String lastSeen,
    int slots,
    int active,
    List<String> handlers,
    Map<String, String> labels,
    Map<String, Double> load,
    LatelyView lately,
    List<FiguresView> figures) {
  /** Rates are null if nothing ended. */
  record LatelyView(
      long succeeded, long failed, @Nullable Double successRate, @Nullable Double failureRate) {
    static LatelyView of(Counts counts) {
      boolean any = counts.total() > 0;
      return new LatelyView(
          counts.succeeded(),
          counts.failed(),
          any ? 1 - counts.failureRate() : null,
          any ? counts.failureRate() : null);
    }
  }

  record FiguresView(
      String handler,
      int active,
      long succeeded,
      long failed,
      double meanMs,
      double p50Ms,
      double p95Ms,
      double p99Ms) {
    static FiguresView of(HandlerFigures figures) {
      return new FiguresView(
          figures.handler(),
          figures.active(),
          figures.succeeded(),
          figures.failed(),
          figures.meanMillis(),
          figures.p50Millis(),
          figures.p95Millis(),
          figures.p99Millis());
    }
  }

  static WorkerView of(WorkerStatus worker) {
    return new WorkerView(
        worker.name(),
        Texts.name(worker.state()),
        Texts.name(worker.health()),
        worker.healthReason(),
        worker.upSince().toString(),
        worker.instance(),
        worker.client(),
        worker.address(),
        worker.connectedAt().toString(),
        worker.lastSeen().toString(),
        worker.slots(),
        worker.active(),
        worker.handlers().stream().sorted().toList(),
        new TreeMap<>(worker.labels()),
        new TreeMap<>(worker.load()),
        LatelyView.of(worker.lately()),
        worker.figures().stream()
            .sorted(Comparator.comparing(HandlerFigures::handler))
            .map(FiguresView::of)
            .toList());
  }
}
