package io.schedulezero.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.schedulezero.ScheduleStatus;
import io.schedulezero.handler.Durations;
import io.schedulezero.input.Texts;
import io.schedulezero.run.RunSpec;
import io.schedulezero.schedule.Exclusions;
import io.schedulezero.schedule.Misfire;
import io.schedulezero.schedule.Pause;
import io.schedulezero.schedule.Policies;
import io.schedulezero.schedule.Progress;
import io.schedulezero.schedule.Schedule;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

record ScheduleView(
    String id,
    String handler,
    @JsonRawValue String args,
    Map<String, Object> trigger,
    MisfireView misfire,
    String overlap,
    @Nullable RetryView retry,
    @Nullable String timeout,
    int priority,
    @Nullable String startAt,
    @Nullable String endAt,
    @Nullable Long maxRuns,
    String jitter,
    ExcludeView exclude,
    List<String> tags,
    @JsonUnwrapped RunRouteView route,
    boolean paused,
    @Nullable String pauseReason,
    @Nullable String pausedSince,
    @Nullable String nextFire,
    @Nullable String handledUpTo,
    long runCount,
    @Nullable String lastRunId,
    String createdAt,
    String updatedAt,
    long version) {
  /** What is not part of the schedule as its author writes it. */
  static final List<String> READ_ONLY =
      List.of(
          "paused_since",
          "next_fire",
          "handled_up_to",
          "run_count",
          "last_run_id",
          "created_at",
          "updated_at",
          "version");

  record MisfireView(String policy, @Nullable String maxAge, @Nullable Integer maxCount) {
    static MisfireView of(Misfire misfire) {
      return new MisfireView(
          Texts.name(misfire.policy()), Shown.duration(misfire.maxAge()), misfire.maxCount());
    }
  }

  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record ExcludeView(List<String> dates, List<String> weekdays, @Nullable String timezone) {
    static ExcludeView of(Exclusions exclusions) {
      return new ExcludeView(
          exclusions.dates().stream().sorted().map(LocalDate::toString).toList(),
          TriggerView.days(exclusions.weekdays()),
          exclusions.zone() == null ? null : TriggerView.zone(exclusions.zone()));
    }
  }

  static ScheduleView of(ScheduleStatus status) {
    Schedule schedule = status.schedule();
    RunSpec spec = schedule.spec();
    Policies policies = schedule.policies();
    Pause pause = schedule.pause();
    Progress progress = status.progress();
    return new ScheduleView(
        schedule.id().value(),
        spec.handler(),
        spec.args(),
        TriggerView.of(schedule.trigger()),
        MisfireView.of(policies.misfire()),
        Texts.name(policies.overlap()),
        RetryView.of(spec.retry()),
        Shown.duration(spec.timeout()),
        spec.priority(),
        Shown.instant(policies.startAt()),
        Shown.instant(policies.endAt()),
        policies.maxRuns(),
        Durations.format(policies.jitter()),
        ExcludeView.of(policies.exclusions()),
        spec.tags(),
        RunRouteView.of(spec.route()),
        pause != null,
        pause == null ? null : pause.reason(),
        pause == null ? null : pause.since().toString(),
        Shown.instant(status.nextFire()),
        Shown.instant(progress.handledUpTo()),
        progress.runs(),
        Shown.text(progress.lastRun()),
        schedule.createdAt().toString(),
        schedule.updatedAt().toString(),
        schedule.version());
  }
}
