package io.schedulezero.api;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.schedulezero.ScheduleZero;
import io.schedulezero.builtin.Builtins;
import io.schedulezero.config.Config;
import io.schedulezero.config.ConfigSources;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** The real API before the real engine on SQLite, on a free port; only its workers are played. */
final class RunningApi implements AutoCloseable {
  private final ScheduleZero engine;
  private final FakeWorkers workers;
  private final Api api;

  private RunningApi(ScheduleZero engine, FakeWorkers workers, Api api) {
    this.engine = engine;
    this.workers = workers;
    this.api = api;
  }

  static RunningApi in(Path directory, @Nullable Path configFile) {
    return in(directory, configFile, new BodyBudget(Long.MAX_VALUE));
  }

  static RunningApi in(Path directory, @Nullable Path configFile, BodyBudget bodies) {
    Config config =
        Config.load(new ConfigSources(configFile, Map.of("SCHEDULEZERO_HTTP_PORT", "0"), Map.of()));
    PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    ScheduleZero engine =
        ScheduleZero.builder()
            .sqlite(directory.resolve("test.db"))
            .handlers(Builtins.of(config.handlers(), new SplittableRandom(7)).toArray())
            .metrics(meters)
            .stopGrace(Duration.ofMillis(100))
            .interruptGrace(Duration.ofMillis(100))
            .start();
    FakeWorkers workers = new FakeWorkers();
    Api api =
        new Api(
            new ApiParts(
                engine.runs(),
                engine.schedules(),
                engine.stats(),
                engine.knownHandlers(),
                workers,
                engine::health,
                meters::scrape,
                config,
                InstantSource.system(),
                "test"),
            bodies);
    api.start();
    return new RunningApi(engine, workers, api);
  }

  Api api() {
    return api;
  }

  /** In the place of processes that connect. */
  FakeWorkers workers() {
    return workers;
  }

  ScheduleZero engine() {
    return engine;
  }

  int port() {
    return api.port();
  }

  @Override
  public void close() {
    api.stop();
    engine.close();
  }
}
