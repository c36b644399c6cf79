package io.schedulezero.api;

import static io.schedulezero.api.Route.get;
import static io.schedulezero.api.Route.post;

import io.javalin.http.HandlerType;
import io.schedulezero.NotFound;
import io.schedulezero.RunRequest;
import io.schedulezero.Runs;
import io.schedulezero.Submitted;
import io.schedulezero.input.Fields;
import io.schedulezero.run.Run;
import io.schedulezero.run.RunFilter;
import io.schedulezero.run.RunId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs: submit them, find them, stop them. */
final class RunsResource {
  private static final int MOST_IN_A_BATCH = 10_000;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  private final Runs runs;
  private final Executor threads;

  /**
   * The resource.
   *
   * @param threads answer those who waited
   */
  RunsResource(Runs runs, Executor threads) {
    this.runs = runs;
    this.threads = threads;
  }

  List<Route> routes() {
    return List.of(
        post("/api/runs", Route.Body.OBJECT, this::submit),
        post("/api/runs/batch", Route.Body.BATCH, this::submitAll),
        new Route(HandlerType.GET, "/api/runs", Route.Body.NONE, Set.of("state"), this::list),
        post("/api/runs/cancel", Route.Body.OBJECT, this::cancelAll),
        post("/api/runs/retry", Route.Body.OBJECT, this::retryAll),
        get("/api/runs/{id}", this::show),
        get("/api/runs/{id}/explain", this::explain),
        post("/api/runs/{id}/cancel", Route.Body.OPTIONAL, this::cancel),
        post("/api/runs/{id}/retry", Route.Body.OPTIONAL, this::retry));
  }

  private void submit(Exchange exchange) {
    RunRequest request = exchange.body(RunBody::read);
    String key = idempotencyKey(exchange, request.key());
    accepted(exchange, runs.submit(key == null ? request : request.withKey(key)));
  }

  private static @Nullable String idempotencyKey(Exchange exchange, @Nullable String inBody) {
    String name = "Idempotency-Key";
    String key = exchange.header(name);
    if (key == null) {
      return null;
    }
    if (key.isBlank() || key.length() > SpecBody.LONGEST_NAME) {
      throw new Refusal(name, "must have 1 to " + SpecBody.LONGEST_NAME + " characters");
    }
    if (inBody != null && !inBody.equals(key)) {
      throw new Refusal(name, "must be the same as key in the body, or one of them left out");
    }
    return key;
  }

  static void accepted(Exchange exchange, Submitted submitted) {
    exchange.context().header("Location", "/api/runs/" + submitted.id());
    exchange.answer(202, SubmittedView.of(submitted));
  }

  private void submitAll(Exchange exchange) {
    List<RunRequest> requests = exchange.elements(MOST_IN_A_BATCH, RunBody::read);
    List<Submitted> submitted = runs.submitAll(requests);
    exchange.answer(202, new Ids(submitted.stream().map(s -> s.id().toString()).toList()));
  }

  private void list(Exchange exchange) {
    record Query(RunFilter filter, PageView.Wanted page) {}
    Query query =
        exchange.query(fields -> new Query(FilterBody.runs(fields), PageView.Wanted.read(fields)));
    exchange.answer(
        PageView.of(
            query
                .page()
                .gather(
                    (cursor, limit) -> runs.list(query.filter(), cursor, limit),
                    RunsResource::size),
            RunView::of));
  }

  private static long size(Run run) {
    return (long) run.spec().args().length() + (run.result() == null ? 0 : run.result().length());
  }

  private void show(Exchange exchange) {
    RunId id = exchange.runId();
    Duration wait = exchange.query(RunsResource::wait);
    Run run = runs.find(id).orElseThrow(() -> unknown(id));
    if (wait.isZero() || run.state().isTerminal()) {
      answer(exchange, run);
      return;
    }
    exchange
        .context()
        .future(
            () ->
                finished(id, wait)
                    .thenRunAsync(
                        () -> answer(exchange, runs.find(id).orElseThrow(() -> unknown(id))),
                        threads));
  }

  /** Completes when the run has finished or the time is over, whichever is first. */
  private CompletableFuture<Void> finished(RunId id, Duration wait) {
    return runs.finished(id)
        .<Void>handle((run, gone) -> null)
        .completeOnTimeout(null, wait.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static Duration wait(Fields fields) {
    Duration wait = fields.duration("wait");
    if (wait != null && wait.compareTo(LONGEST_WAIT) > 0) {
      fields.problem("wait", "must be at most " + LONGEST_WAIT.toSeconds() + "s");
    }
    return wait == null ? Duration.ZERO : wait;
  }

  private void answer(Exchange exchange, Run run) {
    exchange.answer(RunDetailView.of(run, runs.attempts(run), runs.progress(run.id())));
  }

  private void explain(Exchange exchange) {
    RunId id = exchange.query(fields -> exchange.runId());
    exchange.answer(ExplanationView.of(runs.explain(id)));
  }

  static NotFound unknown(RunId id) {
    return new NotFound("There is no run " + id + "; finished runs go after the retention time.");
  }

  private void cancel(Exchange exchange) {
    String reason = exchange.optionalBody(ScheduleBody::reasonOrNone);
    exchange.answer(RunView.of(runs.cancel(exchange.runId(), reason)));
  }

  private void retry(Exchange exchange) {
    RunId id = exchange.runId();
    exchange.optionalBody(fields -> id);
    exchange.answer(RunView.of(runs.retry(id)));
  }

  private void cancelAll(Exchange exchange) {
    record Body(RunFilter filter, String reason) {}
    Body body =
        exchange.body(
            fields -> new Body(FilterBody.boundedRuns(fields), ScheduleBody.reasonOrNone(fields)));
    exchange.answer(new Count(runs.cancelAll(body.filter(), body.reason())));
  }

  private void retryAll(Exchange exchange) {
    exchange.answer(new Count(runs.retryAll(exchange.body(FilterBody::boundedRuns))));
  }
}
