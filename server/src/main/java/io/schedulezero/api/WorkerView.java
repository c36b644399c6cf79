package io.schedulezero.api;

import io.schedulezero.dispatch.remote.WorkerStatus;
import io.schedulezero.dispatch.remote.WorkerStatus.HandlerFigures;
import io.schedulezero.input.Texts;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

record WorkerView(
    String name,
    String state,
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
    List<FiguresView> figures) {
  record FiguresView(
      String handler,
      int active,
      long succeeded,
      long failed,
      double meanMs,
      double p50Ms,
      double p95Ms) {
    static FiguresView of(HandlerFigures figures) {
      return new FiguresView(
          figures.handler(),
          figures.active(),
          figures.succeeded(),
          figures.failed(),
          figures.meanMillis(),
          figures.p50Millis(),
          figures.p95Millis());
    }
  }

  static WorkerView of(WorkerStatus worker) {
    return new WorkerView(
        worker.name(),
        Texts.name(worker.state()),
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
        worker.figures().stream()
            .sorted(Comparator.comparing(HandlerFigures::handler))
            .map(FiguresView::of)
            .toList());
  }
}
