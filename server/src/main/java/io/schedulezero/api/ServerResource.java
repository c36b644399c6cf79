package io.schedulezero.api;

import io.schedulezero.Health;
import io.schedulezero.config.Setting;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/** The server itself: whether it works, how it is configured, what it measures, what it offers. */
final class ServerResource {
  private static final String DESCRIPTION = "openapi.yaml";

  private final Supplier<Health> health;
  private final List<Setting> settings;
  private final Supplier<String> metrics;
  private final String version;

  ServerResource(
      Supplier<Health> health, List<Setting> settings, Supplier<String> metrics, String version) {
    this.health = health;
    this.settings = List.copyOf(settings);
    this.metrics = metrics;
    this.version = version;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/health", this::health),
        Route.get("/api/health/ready", this::health),
        Route.get("/api/health/live", this::live),
        Route.get("/api/config", this::config),
        Route.get("/api/openapi.yaml", this::description),
        Route.get("/metrics", this::metrics));
  }

  record HealthView(String status, Health parts, String version) {}

  record Liveness(String status) {}

  record Settings(List<Setting> items) {}

  private void health(Exchange exchange) {
    exchange.noParameters();
    Health now = health.get();
    exchange.answer(
        now.ready() ? 200 : 503, new HealthView(now.ready() ? "ready" : "not_ready", now, version));
  }

  private void live(Exchange exchange) {
    exchange.noParameters();
    exchange.answer(new Liveness("live"));
  }

  private void config(Exchange exchange) {
    exchange.noParameters();
    exchange.answer(new Settings(settings));
  }

  private void metrics(Exchange exchange) {
    exchange.noParameters();
    exchange
        .context()
        .contentType("text/plain; version=0.0.4; charset=utf-8")
        .result(metrics.get());
  }

  private void description(Exchange exchange) {
    exchange.noParameters();
    try (InputStream file =
        Objects.requireNonNull(getClass().getResourceAsStream(DESCRIPTION), DESCRIPTION)) {
      exchange.context().contentType("application/yaml").result(file.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
