package io.schedulezero;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.schedulezero.dispatch.remote.Gateway;
import io.schedulezero.dispatch.remote.WorkerHealth;
import io.schedulezero.dispatch.remote.WorkerMeasure;
import io.schedulezero.dispatch.remote.WorkerStatus.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What is measured of workers, when somebody asks. */
final class WorkerMeters {
  private final MeterRegistry registry;
  private final Gateway gateway;
  private final Map<String, List<Meter>> byWorker = new ConcurrentHashMap<>();

  WorkerMeters(MeterRegistry registry, Gateway gateway, HandlerAlarm alarm) {
    this.registry = registry;
    this.gateway = gateway;
    for (State state : State.values()) {
      Gauge.builder("schedulezero.workers", gateway, at -> at.count(state))
          .tag("state", lower(state))
          .description("Processes that host handlers")
          .register(registry);
    }
    for (WorkerHealth health : WorkerHealth.values()) {
      Gauge.builder("schedulezero.workers.health", gateway, at -> at.count(health))
          .tag("health", lower(health))
          .description("Workers that are connected, by how well they do")
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
    Gauge.builder("schedulezero.handlers.without_target", alarm, at -> at.raised().size())
        .description("Handlers that are wanted and have had no healthy target for a while")
        .register(registry);
  }

  private static double longestTurnSeconds(Gateway gateway) {
    return gateway.longestTurn().toNanos() / 1e9;
  }

  /** A worker is known from now on. */
  void add(String worker) {
    List<Meter> meters = new ArrayList<>();
    for (WorkerMeasure measure : WorkerMeasure.values()) {
      meters.add(
          Gauge.builder(name(measure), gateway, at -> at.measure(worker, measure))
              .tag("worker", worker)
              .description(description(measure))
              .register(registry));
    }
    byWorker.put(worker, meters);
  }

  /** A worker is forgotten, and its meters with it. */
  void remove(String worker) {
    List<Meter> meters = byWorker.remove(worker);
    if (meters != null) {
      meters.forEach(registry::remove);
    }
  }

  private static String name(WorkerMeasure measure) {
    return "schedulezero.worker." + lower(measure).replace('_', '.');
  }

  private static String description(WorkerMeasure measure) {
    return switch (measure) {
      case ACTIVE -> "Attempts that the worker holds";
      case FAILURE_RATE -> "Of the attempts of the last minutes, those that failed";
      case UPTIME -> "Seconds since its process began";
      case CPU -> "Its share of its machine's processors";
      case MEMORY -> "Bytes of its heap";
      case ROUND_TRIP -> "Seconds from a heartbeat to its answer";
    };
  }

  private static String lower(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }
}
