package io.schedulezero.api;

import static io.schedulezero.api.Route.get;
import static io.schedulezero.api.Route.post;

import io.javalin.http.HandlerType;
import io.schedulezero.NotFound;
import io.schedulezero.ScheduleDraft;
import io.schedulezero.ScheduleStatus;
import io.schedulezero.Schedules;
import io.schedulezero.VersionMismatch;
import io.schedulezero.config.Calendars;
import io.schedulezero.input.Fields;
import io.schedulezero.run.ScheduleId;
import io.schedulezero.schedule.ScheduleFilter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Schedules: make, find, change and delete them. */
final class SchedulesResource {
  private static final int MOST_IN_A_BATCH = 10_000;
  private static final int MOST_DELETED = 100_000;
  private static final int ATTEMPTS_AGAINST_OTHERS = 5;

  private final Schedules schedules;
  private final Calendars calendars;

  SchedulesResource(Schedules schedules, Calendars calendars) {
    this.schedules = schedules;
    this.calendars = calendars;
  }

  List<Route> routes() {
    String one = "/api/schedules/{id}";
    return List.of(
        post("/api/schedules", Route.Body.OBJECT, this::create),
        post("/api/schedules/batch", Route.Body.BATCH, this::createAll),
        post("/api/schedules/delete", Route.Body.BATCH, this::deleteAll),
        get("/api/schedules", this::list),
        get(one, this::show),
        new Route(HandlerType.PUT, one, Route.Body.OBJECT, this::replace),
        new Route(HandlerType.PATCH, one, Route.Body.PATCH, this::patch),
        new Route(HandlerType.DELETE, one, Route.Body.NONE, this::delete));
  }

  static String path(String id) {
    return "/api/schedules/" + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private ScheduleDraft draft(Fields fields) {
    return ScheduleBody.read(fields, calendars);
  }

  private void create(Exchange exchange) {
    ScheduleStatus created = schedules.create(exchange.body(this::draft));
    exchange.context().header("Location", path(created.schedule().id().value()));
    answer(exchange, 201, created);
  }

  static void answer(Exchange exchange, int status, ScheduleStatus schedule) {
    exchange.context().header("ETag", '"' + Long.toString(schedule.schedule().version()) + '"');
    exchange.answer(status, ScheduleView.of(schedule));
  }

  private void createAll(Exchange exchange) {
    List<ScheduleDraft> drafts = exchange.elements(MOST_IN_A_BATCH, this::draft);
    List<ScheduleStatus> created = schedules.createAll(drafts);
    exchange.answer(201, new Ids(created.stream().map(s -> s.schedule().id().value()).toList()));
  }

  private void list(Exchange exchange) {
    record Query(ScheduleFilter filter, PageView.Wanted page) {}
    Query query =
        exchange.query(
            fields -> new Query(FilterBody.schedules(fields), PageView.Wanted.read(fields)));
    exchange.answer(
        PageView.of(
            query
                .page()
                .gather(
                    (cursor, limit) -> schedules.list(query.filter(), cursor, limit),
                    status -> status.schedule().spec().args().length()),
            ScheduleView::of));
  }

  private void show(Exchange exchange) {
    exchange.noParameters();
    answer(exchange, 200, found(exchange.scheduleId()));
  }

  private ScheduleStatus found(ScheduleId id) {
    return schedules.find(id).orElseThrow(() -> unknown(id));
  }

  static NotFound unknown(ScheduleId id) {
    return new NotFound("There is no schedule \"" + id + "\".");
  }

  private void replace(Exchange exchange) {
    ScheduleId id = exchange.scheduleId();
    Long expected = expectedVersion(exchange);
    ScheduleDraft draft = exchange.body(this::draft);
    if (draft.id() != null && !draft.id().equals(id.value())) {
      throw new Refusal("id", "must be \"" + id + "\" as in the path, or left out");
    }
    answer(exchange, 200, schedules.update(id, draft, expected));
  }

  private void patch(Exchange exchange) {
    ScheduleId id = exchange.scheduleId();
    Long expected = expectedVersion(exchange);
    if (!(exchange.tree() instanceof ObjectNode patch)) {
      throw new Refusal("", "must be an object");
    }
    if (patch.has("id")) {
      throw new Refusal("id", "cannot be changed; make another schedule");
    }
    answer(exchange, 200, patched(id, patch, expected));
  }

  /** Without a version to hold on to, a change by somebody else in between is taken in. */
  private ScheduleStatus patched(ScheduleId id, ObjectNode patch, @Nullable Long expected) {
    for (int attempt = 1; ; attempt++) {
      ScheduleStatus present = found(id);
      long version = present.schedule().version();
      if (expected != null && expected != version) {
        throw new VersionMismatch(
            "The schedule \"" + id + "\" has version " + version + ", not " + expected);
      }
      ObjectNode tree = Json.tree(ScheduleView.of(present));
      tree.remove(ScheduleView.READ_ONLY);
      if (patch.has("paused") && !patch.has("pause_reason")) {
        tree.remove("pause_reason");
      }
      MergePatch.apply(tree, patch, Set.of("args", "worker"));
      TriggerBody.forgetOtherTypes(tree.path("trigger"));
      ScheduleDraft draft = Exchange.checked(tree, this::draft);
      try {
        return schedules.update(id, draft, version);
      } catch (VersionMismatch e) {
        if (expected != null || attempt == ATTEMPTS_AGAINST_OTHERS) {
          throw e;
        }
      }
    }
  }

  private static @Nullable Long expectedVersion(Exchange exchange) {
    String name = "If-Match";
    String tag = exchange.header(name);
    if (tag == null || tag.equals("*")) {
      return null;
    }
    if (!tag.matches("\"[0-9]{1,18}\"")) {
      throw new Refusal(name, "must be an ETag of a schedule such as \"3\", or *");
    }
    return Long.valueOf(tag.substring(1, tag.length() - 1));
  }

  private void delete(Exchange exchange) {
    schedules.delete(exchange.scheduleId(), expectedVersion(exchange));
    exchange.context().status(204);
  }

  private void deleteAll(Exchange exchange) {
    record Body(@Nullable List<ScheduleId> ids, @Nullable ScheduleFilter filter) {}
    Body body =
        exchange.body(
            fields -> {
              List<ScheduleId> ids = fields.list("ids", MOST_DELETED, SpecBody::scheduleId);
              ScheduleFilter filter = FilterBody.boundedSchedules(fields);
              if (fields.has("ids") == fields.has("filter")) {
                fields.problem("ids", "must be given, or filter: one of the two");
              }
              return new Body(ids, filter);
            });
    List<ScheduleId> ids = body.ids();
    ScheduleFilter filter = body.filter();
    int deleted =
        filter == null
            ? schedules.deleteAll(ids == null ? List.of() : ids)
            : schedules.deleteAll(filter);
    exchange.answer(new Count(deleted));
  }
}
