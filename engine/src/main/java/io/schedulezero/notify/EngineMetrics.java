package io.schedulezero.notify;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.schedulezero.run.Attempt;
import io.schedulezero.run.Run;
import io.schedulezero.run.RunState;
import io.schedulezero.schedule.Skip;
import io.schedulezero.schedule.SkipReason;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts and times what happens. Meters are looked up once per handler, not once per run. */
public final class EngineMetrics implements EngineListener {
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(1),
    Duration.ofMillis(5),
    Duration.ofMillis(20),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(2),
    Duration.ofSeconds(10),
    Duration.ofMinutes(1),
    Duration.ofMinutes(10),
  };

  private final MeterRegistry registry;
  private final Timer lag;
  private final Map<String, OfHandler> byHandler = new ConcurrentHashMap<>();
  private final Map<SkipReason, Counter> skipped = new EnumMap<>(SkipReason.class);

  public EngineMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.lag = timer("schedulezero.schedule.lag", "Actual minus nominal start of fires");
    for (SkipReason reason : SkipReason.values()) {
      skipped.put(
          reason,
          Counter.builder("schedulezero.fires.skipped")
              .description("Fires that made no run")
              .tag("reason", lower(reason))
              .register(registry));
    }
  }

  @Override
  public void started(Run run, Duration waited) {
    of(run).wait.record(waited);
    if (EngineListener.isFirstOfFire(run)) {
      lag.record(waited);
    }
  }

  @Override
  public void attemptEnded(Run run) {
    Attempt attempt = run.attempt();
    Instant ended = attempt == null ? null : attempt.endedAt();
    if (attempt != null && ended != null) {
      of(run).duration.record(Duration.between(attempt.startedAt(), ended));
    }
    if (run.state() == RunState.SCHEDULED) {
      of(run).retries.increment();
    }
  }

  @Override
  public void finished(Run run) {
    of(run).count(run.state()).increment();
  }

  @Override
  public void skipped(Skip skip) {
    Counter counter = skipped.get(skip.reason());
    if (counter != null) {
      counter.increment((double) skip.count());
    }
  }

  private OfHandler of(Run run) {
    OfHandler known = byHandler.get(run.spec().handler());
    return known != null
        ? known
        : byHandler.computeIfAbsent(run.spec().handler(), handler -> new OfHandler(handler));
  }

  private Timer timer(String name, String description, String... tags) {
    return Timer.builder(name)
        .description(description)
        .tags(tags)
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }

  private static String lower(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }

  private final class OfHandler {
    final Timer wait;
    final Timer duration;
    final Counter retries;
    private final Map<RunState, Counter> finished = new EnumMap<>(RunState.class);

    OfHandler(String handler) {
      wait = timer("schedulezero.queue.wait", "From due to start", "handler", handler);
      duration = timer("schedulezero.run.duration", "Of one attempt", "handler", handler);
      retries =
          Counter.builder("schedulezero.run.retries")
              .description("Attempts that are followed by another")
              .tag("handler", handler)
              .register(registry);
      for (RunState state : RunState.values()) {
        if (state.isTerminal()) {
          finished.put(
              state,
              Counter.builder("schedulezero.runs.finished")
                  .description("Runs that reached a final state")
                  .tag("handler", handler)
                  .tag("state", lower(state))
                  .register(registry));
        }
      }
    }

    Counter count(RunState state) {
      Counter counter = finished.get(state);
      if (counter == null) {
        throw new IllegalArgumentException(state + " is not final");
      }
      return counter;
    }
  }
}
