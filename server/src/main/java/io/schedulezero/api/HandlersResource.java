package io.schedulezero.api;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.schedulezero.KnownHandlers;
import io.schedulezero.NotFound;
import io.schedulezero.Stats;
import io.schedulezero.Workers;
import io.schedulezero.dispatch.remote.WorkerStatus;
import io.schedulezero.dispatch.remote.WorkerStatus.HandlerFigures;
import io.schedulezero.handler.Durations;
import io.schedulezero.handler.HandlerDescription;
import io.schedulezero.handler.RetrySettings;
import io.schedulezero.input.Nearest;
import io.schedulezero.input.Texts;
import io.schedulezero.run.RunTotals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What can be run. */
final class HandlersResource {
  private static final Duration SPAN = Duration.ofHours(1);
  private static final String LOCAL = "local";

  private final KnownHandlers handlers;
  private final Workers workers;
  private final Stats stats;

  HandlersResource(KnownHandlers handlers, Workers workers, Stats stats) {
    this.handlers = handlers;
    this.workers = workers;
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
      List<TargetView> targets,
      Statistics statistics) {}

  /** Where it can run. Times are null if they are not known. */
  record TargetView(
      String name,
      String state,
      String health,
      String healthReason,
      int active,
      @Nullable Double meanMs,
      @Nullable Double p95Ms) {
    static TargetView local(int active) {
      return new TargetView(LOCAL, "ready", "healthy", "", active, null, null);
    }

    static TargetView of(WorkerStatus worker, String handler) {
      Optional<HandlerFigures> figures =
          worker.figures().stream().filter(of -> of.handler().equals(handler)).findFirst();
      Optional<HandlerFigures> done = figures.filter(of -> of.succeeded() + of.failed() > 0);
      return new TargetView(
          worker.name(),
          Texts.name(worker.state()),
          Texts.name(worker.health()),
          worker.healthReason(),
          figures.map(HandlerFigures::active).orElse(0),
          done.map(HandlerFigures::meanMillis).orElse(null),
          done.map(HandlerFigures::p95Millis).orElse(null));
    }
  }

  record Statistics(int waiting, int running, TotalsView lastHour) {}

  /** One moment, for all handlers. */
  private record Moment(Stats.Snapshot now, List<RunTotals> totals, List<WorkerStatus> workers) {
    List<TargetView> targetsOf(String handler, boolean isLocal) {
      List<TargetView> targets = new ArrayList<>();
      workers.stream()
          .filter(worker -> worker.handlers().contains(handler))
          .map(worker -> TargetView.of(worker, handler))
          .forEach(targets::add);
      if (isLocal) {
        int elsewhere = targets.stream().mapToInt(TargetView::active).sum();
        int running = now.running().getOrDefault(handler, 0);
        targets.add(0, TargetView.local(Math.max(0, running - elsewhere)));
      }
      return targets;
    }

    Statistics statisticsOf(String handler) {
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

  private Moment moment() {
    Stats.Snapshot now = stats.now();
    return new Moment(now, stats.history(now.at().minus(SPAN), now.at(), SPAN), workers.list());
  }

  private void list(Exchange exchange) {
    exchange.noParameters();
    Moment moment = moment();
    exchange.answer(
        new PageView(handlers.all().stream().map(each -> view(each, moment)).toList(), null));
  }

  private void show(Exchange exchange) {
    exchange.noParameters();
    String name = exchange.path("name");
    HandlerDescription handler = handlers.find(name).orElseThrow(() -> unknown(name));
    exchange.answer(view(handler, moment()));
  }

  private NotFound unknown(String name) {
    String hint = Nearest.hint(name, handlers.names());
    return new NotFound("There is no handler \"" + name + "\"" + hint);
  }

  private HandlerView view(HandlerDescription handler, Moment moment) {
    RetrySettings retry = handler.retry();
    return new HandlerView(
        handler.name(),
        handler.description(),
        handler.argsSchema(),
        Shown.duration(handler.timeout()),
        retry == null ? null : retry(retry),
        handler.priority(),
        handler.tags(),
        handler.limits(),
        Texts.name(handler.delivery()),
        moment.targetsOf(handler.name(), handlers.isLocal(handler.name())),
        moment.statisticsOf(handler.name()));
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
