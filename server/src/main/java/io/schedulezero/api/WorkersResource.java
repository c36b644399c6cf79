package io.schedulezero.api;

import static io.schedulezero.api.Route.get;
import static io.schedulezero.api.Route.post;

import io.schedulezero.Workers;
import io.schedulezero.input.Fields;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Workers: see them, and have them stop. */
final class WorkersResource {
  private static final Duration LONGEST_DRAIN = Duration.ofDays(7);

  private final Workers workers;

  WorkersResource(Workers workers) {
    this.workers = workers;
  }

  List<Route> routes() {
    String one = "/api/workers/{name}";
    return List.of(
        get("/api/workers", this::list),
        get(one, this::show),
        post(one + "/drain", Route.Body.OPTIONAL, this::drain),
        post(one + "/resume", Route.Body.OPTIONAL, this::resume),
        post(one + "/evict", Route.Body.OPTIONAL, this::evict));
  }

  private void list(Exchange exchange) {
    exchange.noParameters();
    exchange.answer(new PageView(workers.list().stream().map(WorkerView::of).toList(), null));
  }

  private void show(Exchange exchange) {
    exchange.noParameters();
    exchange.answer(WorkerView.of(workers.get(exchange.path("name"))));
  }

  private void drain(Exchange exchange) {
    record Body(@Nullable Duration within, String reason) {}
    Body body =
        exchange.optionalBody(
            fields -> new Body(within(fields), ScheduleBody.reasonOrNone(fields)));
    exchange.answer(
        WorkerView.of(workers.drain(exchange.path("name"), body.within(), body.reason())));
  }

  private static @Nullable Duration within(Fields fields) {
    Duration within = fields.duration("within");
    if (within != null && within.compareTo(LONGEST_DRAIN) > 0) {
      fields.problem("within", "must be at most " + LONGEST_DRAIN.toDays() + "d");
    }
    return within;
  }

  private void resume(Exchange exchange) {
    String name = exchange.optionalBody(fields -> exchange.path("name"));
    exchange.answer(WorkerView.of(workers.resume(name)));
  }

  private void evict(Exchange exchange) {
    workers.evict(exchange.optionalBody(fields -> exchange.path("name")));
    exchange.context().status(204);
  }
}
