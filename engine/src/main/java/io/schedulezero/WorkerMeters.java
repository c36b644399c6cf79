package io.schedulezero;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.schedulezero.dispatch.remote.Gateway;
import io.schedulezero.dispatch.remote.WorkerStatus;
import io.schedulezero.dispatch.remote.WorkerStatus.State;
import java.util.Locale;
import java.util.function.Supplier;

/** What is measured of workers, when somebody asks. */
final class WorkerMeters {
  private WorkerMeters() {}

  static void register(
      MeterRegistry registry, Gateway gateway, Supplier<Number> handlersWithoutTarget) {
    for (State state : State.values()) {
      Gauge.builder("schedulezero.workers", gateway, at -> count(at, state))
          .tag("state", state.name().toLowerCase(Locale.ROOT))
          .description("Processes that host handlers")
          .register(registry);
    }
    Gauge.builder("schedulezero.workers.slots", gateway, at -> slots(at))
        .description("Attempts that workers can execute at the same time")
        .register(registry);
    Gauge.builder("schedulezero.workers.active", gateway, at -> active(at))
        .description("Attempts that workers hold")
        .register(registry);
    Gauge.builder("schedulezero.handlers.without_target", handlersWithoutTarget)
        .description("Handlers whose runs wait because no worker hosts them")
        .register(registry);
  }

  private static double count(Gateway gateway, State state) {
    return gateway.workers().stream().filter(worker -> worker.state() == state).count();
  }

  private static double slots(Gateway gateway) {
    return gateway.workers().stream()
        .filter(worker -> worker.state() == State.READY)
        .mapToInt(WorkerStatus::slots)
        .sum();
  }

  private static double active(Gateway gateway) {
    return gateway.workers().stream().mapToInt(WorkerStatus::active).sum();
  }
}
