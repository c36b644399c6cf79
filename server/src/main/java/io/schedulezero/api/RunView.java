package io.schedulezero.api;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.schedulezero.input.Texts;
import io.schedulezero.run.Attempt;
import io.schedulezero.run.Run;
import io.schedulezero.run.RunSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

record RunView(
    String id,
    String handler,
    String state,
    @JsonRawValue String args,
    int priority,
    @Nullable String timeout,
    @Nullable RetryView retry,
    @Nullable String key,
    List<String> tags,
    String createdAt,
    String dueAt,
    @Nullable String startedAt,
    @Nullable String finishedAt,
    @Nullable Long waitMs,
    @Nullable Long runMs,
    @Nullable String scheduleId,
    @Nullable String fireTime,
    int attemptCount,
    @Nullable String worker,
    @Nullable RunRouteView route,
    @JsonRawValue @Nullable String result,
    @Nullable FailureView error,
    @Nullable String note,
    Links links) {
  record Links(String self, String logs, @Nullable String schedule) {}

  static RunView of(Run run) {
    RunSpec spec = run.spec();
    Attempt attempt = run.attempt();
    String schedule = run.fire() == null ? null : run.fire().schedule().value();
    return new RunView(
        run.id().toString(),
        spec.handler(),
        Texts.name(run.state()),
        spec.args(),
        spec.priority(),
        Shown.duration(spec.timeout()),
        RetryView.of(spec.retry()),
        spec.key(),
        spec.tags(),
        run.createdAt().toString(),
        run.dueAt().toString(),
        attempt == null ? null : attempt.startedAt().toString(),
        Shown.instant(run.finishedAt()),
        attempt == null ? null : Shown.millis(run.dueAt(), attempt.startedAt()),
        attempt == null ? null : Shown.millis(attempt.startedAt(), attempt.endedAt()),
        schedule,
        run.fire() == null ? null : run.fire().time().toString(),
        run.attempts(),
        attempt == null ? null : attempt.target(),
        RunRouteView.orNull(spec.route()),
        run.result(),
        attempt == null ? null : FailureView.of(attempt.failure()),
        run.note(),
        links(run, schedule));
  }

  private static Links links(Run run, @Nullable String schedule) {
    String self = "/api/runs/" + run.id();
    return new Links(
        self, self + "/logs", schedule == null ? null : SchedulesResource.path(schedule));
  }
}
