package io.schedulezero.api;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.schedulezero.NotFound;
import io.schedulezero.Stats;
import io.schedulezero.handler.Durations;
import io.schedulezero.handler.HandlerCatalog;
import io.schedulezero.handler.HandlerDefinition;
import io.schedulezero.handler.RetrySettings;
import io.schedulezero.input.Nearest;
import io.schedulezero.input.Texts;
import io.schedulezero.run.RunTotals;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What can be run. */
final class HandlersResource {
  private static final Duration SPAN = Duration.ofHours(1);

  private final HandlerCatalog handlers;
  private final Stats stats;

  HandlersResource(HandlerCatalog handlers, Stats stats) {
    this.handlers = handlers;
    this.stats = stats;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/handlers", this::list), Route.get("/api/handlers/{name}", this::show));
  }

  record HandlerView(
      String name,
      String description,
      @JsonRawValue String argsSchema,
      @Nullable String timeout,
      @Nullable RetryView retry,
      int priority,
      List<String> tags,
      List<String> limits,
      String delivery,
      List<String> targets,
      Statistics statistics) {}

  record Statistics(int waiting, int running, TotalsView lastHour) {}

  /** Figures of one moment, for all handlers. */
  private record Figures(Stats.Snapshot now, List<RunTotals> totals) {
    Statistics of(String handler) {
      return new Statistics(
          now.waiting().getOrDefault(handler, 0),
          now.running().getOrDefault(handler, 0),
          TotalsView.of(
              totals.stream()
                  .filter(t -> t.handler().equals(handler))
                  .collect(Collectors.toUnmodifiableList()),
              SPAN));
    }
  }

  private Figures figures() {
    Stats.Snapshot now = stats.now();
    return new Figures(now, stats.history(now.at().minus(SPAN), now.at(), SPAN));
  }

  private void list(Exchange exchange) {
    exchange.noParameters();
    Figures figures = figures();
    exchange.answer(
        new PageView(
            handlers.all().stream().map(handler -> view(handler, figures)).toList(), null));
  }

  private void show(Exchange exchange) {
    exchange.noParameters();
    String name = exchange.path("name");
    HandlerDefinition handler = handlers.find(name).orElseThrow(() -> unknown(name));
    exchange.answer(view(handler, figures()));
  }

  private NotFound unknown(String name) {
    List<String> known = handlers.all().stream().map(HandlerDefinition::name).toList();
    return new NotFound("There is no handler \"" + name + "\"" + Nearest.hint(name, known));
  }

  private static HandlerView view(HandlerDefinition handler, Figures figures) {
    return new HandlerView(
        handler.name(),
        handler.description(),
        handler.argsSchema(),
        handler.timeout().map(Durations::format).orElse(null),
        handler.retry().map(HandlersResource::retry).orElse(null),
        handler.priority(),
        handler.tags(),
        handler.limits(),
        Texts.name(handler.delivery()),
        List.of("local"),
        figures.of(handler.name()));
  }

  private static RetryView retry(RetrySettings retry) {
    return new RetryView(
        Texts.name(retry.backoff()),
        retry.maxAttempts(),
        Durations.format(retry.delay()),
        Durations.format(retry.maxDelay()),
        retry.factor(),
        retry.jitter(),
        Shown.duration(retry.maxAge()));
  }
}
