package io.schedulezero;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.schedulezero.dispatch.remote.Gateway;
import io.schedulezero.dispatch.remote.WorkerStatus.State;
import java.util.Locale;
import java.util.function.Supplier;

/** What is measured of workers, when somebody asks. */
final class WorkerMeters {
  private WorkerMeters() {}

  static void register(
      MeterRegistry registry, Gateway gateway, Supplier<Number> handlersWithoutTarget) {
    for (State state : State.values()) {
      Gauge.builder("schedulezero.workers", gateway, at -> at.count(state))
          .tag("state", state.name().toLowerCase(Locale.ROOT))
          .description("Processes that host handlers")
          .register(registry);
    }
    Gauge.builder("schedulezero.workers.slots", gateway, Gateway::slots)
        .description("Attempts that workers can execute at the same time")
        .register(registry);
    Gauge.builder("schedulezero.workers.active", gateway, Gateway::active)
        .description("Attempts that workers hold")
        .register(registry);
    Gauge.builder("schedulezero.workers.longest_turn", gateway, WorkerMeters::longestTurnSeconds)
        .baseUnit("seconds")
        .description("For how long the thread that speaks with workers did one thing, at most")
        .register(registry);
    Gauge.builder("schedulezero.handlers.without_target", handlersWithoutTarget)
        .description("Handlers whose runs wait because no worker hosts them")
        .register(registry);
  }

  private static double longestTurnSeconds(Gateway gateway) {
    return gateway.longestTurn().toNanos() / 1e9;
  }
}
