package io.schedulezero.api;

import io.schedulezero.input.Fields;
import io.schedulezero.input.Texts;
import io.schedulezero.run.RunFilter;
import io.schedulezero.run.RunState;
import io.schedulezero.schedule.ScheduleFilter;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which runs or schedules are meant, in the URL or in a body. */
final class FilterBody {
  private static final int LONGEST_TEXT = 1_000;
  private static final int MOST_STATES = 100;

  private FilterBody() {}

  static RunFilter runs(Fields fields) {
    List<RunState> states =
        fields.list("state", MOST_STATES, text -> Texts.choice(text, RunState.class));
    return new RunFilter(
        states == null ? Set.of() : Set.copyOf(states),
        fields.text("handler", SpecBody.LONGEST_NAME),
        fields.parsed("schedule_id", SpecBody::scheduleId),
        fields.text("worker", SpecBody.LONGEST_NAME),
        fields.text("tag", SpecBody.LONGEST_NAME),
        fields.instant("from"),
        fields.instant("to"),
        fields.text("q", LONGEST_TEXT));
  }

  static ScheduleFilter schedules(Fields fields) {
    return new ScheduleFilter(
        fields.text("handler", SpecBody.LONGEST_NAME),
        fields.text("tag", SpecBody.LONGEST_NAME),
        fields.flag("paused"),
        fields.text("q", LONGEST_TEXT));
  }

  /** The filter of a bulk operation, which must not be empty: that would mean everything. */
  static RunFilter boundedRuns(Fields body) {
    Fields fields = body.object("filter");
    if (fields == null) {
      return body.required("filter", null, RunFilter.ALL);
    }
    refuseEmpty(body, fields);
    RunFilter filter = runs(fields);
    fields.done();
    return filter;
  }

  /** As {@link #boundedRuns}; null if there is none. */
  static @Nullable ScheduleFilter boundedSchedules(Fields body) {
    Fields fields = body.object("filter");
    if (fields == null) {
      return null;
    }
    refuseEmpty(body, fields);
    ScheduleFilter filter = schedules(fields);
    fields.done();
    return filter;
  }

  private static void refuseEmpty(Fields body, Fields filter) {
    if (filter.names().stream().noneMatch(filter::has)) {
      body.problem("filter", "must have at least one condition; without any it means everything");
    }
  }
}
