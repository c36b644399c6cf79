package io.schedulezero.api;

import static io.schedulezero.api.Route.get;
import static io.schedulezero.api.Route.post;

import io.schedulezero.Schedules;
import io.schedulezero.input.Fields;
import io.schedulezero.run.Page;
import io.schedulezero.run.ScheduleId;
import io.schedulezero.schedule.PastFire;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What makes a schedule fire, or not: pause, resume, run now, backfill; and what its fires became.
 */
final class FiringResource {
  private static final int MOST_AHEAD = 1_000;
  private static final int AHEAD = 10;

  private final Schedules schedules;

  FiringResource(Schedules schedules) {
    this.schedules = schedules;
  }

  List<Route> routes() {
    String one = "/api/schedules/{id}";
    return List.of(
        post(one + "/pause", Route.Body.OPTIONAL, this::pause),
        post(one + "/resume", Route.Body.OPTIONAL, this::resume),
        post(one + "/run_now", Route.Body.OPTIONAL, this::runNow),
        post(one + "/backfill", Route.Body.OBJECT, this::backfill),
        get(one + "/fires", this::fires));
  }

  private void pause(Exchange exchange) {
    ScheduleId id = exchange.scheduleId();
    String reason = exchange.optionalBody(ScheduleBody::reasonOrNone);
    SchedulesResource.answer(exchange, 200, schedules.pause(id, reason));
  }

  private void resume(Exchange exchange) {
    ScheduleId id = exchange.optionalBody(fields -> exchange.scheduleId());
    SchedulesResource.answer(exchange, 200, schedules.resume(id));
  }

  private void runNow(Exchange exchange) {
    record Body(@Nullable String args, @Nullable String target) {}
    ScheduleId id = exchange.scheduleId();
    Body body =
        exchange.optionalBody(
            fields -> {
              String args = SpecBody.args(fields);
              String target = fields.text("target", SpecBody.LONGEST_NAME);
              return new Body(fields.has("args") ? args : null, target);
            });
    RunsResource.accepted(exchange, schedules.runNow(id, body.args(), body.target()));
  }

  private void backfill(Exchange exchange) {
    record Body(Instant from, Instant to) {}
    ScheduleId id = exchange.scheduleId();
    Body body =
        exchange.body(
            fields -> {
              Instant from = fields.required("from", fields.instant("from"), Instant.EPOCH);
              Instant to = fields.required("to", fields.instant("to"), Instant.EPOCH);
              if (to.isBefore(from)) {
                fields.problem("to", "must not be before from");
              }
              return new Body(from, to);
            });
    exchange.answer(202, new Count(schedules.backfill(id, body.from(), body.to())));
  }

  private record Query(int next, PageView.Wanted page) {
    static Query read(Fields fields) {
      Integer next = fields.small("next", 0, MOST_AHEAD);
      return new Query(next == null ? AHEAD : next, PageView.Wanted.read(fields));
    }
  }

  private void fires(Exchange exchange) {
    ScheduleId id = exchange.scheduleId();
    Query query = exchange.query(Query::read);
    if (schedules.find(id).isEmpty()) {
      throw SchedulesResource.unknown(id);
    }
    Page<PastFire> past =
        query.page().page((cursor, limit) -> schedules.pastFires(id, cursor, limit));
    List<FireView.Next> next =
        query.next() == 0 ? List.of() : FireView.next(schedules.nextFires(id, query.next()));
    exchange.answer(
        new FireView.Fires(past.items().stream().map(FireView::of).toList(), past.next(), next));
  }
}
