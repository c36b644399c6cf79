package io.schedulezero.api;

import io.schedulezero.ScheduleDraft;
import io.schedulezero.config.Calendars;
import io.schedulezero.input.Fields;
import io.schedulezero.run.ScheduleId;
import io.schedulezero.schedule.Policies;
import io.schedulezero.schedule.Trigger;
import org.jspecify.annotations.Nullable;

/** A schedule, as its author writes it. */
final class ScheduleBody {
  private static final String NO_REASON = "no reason given";

  private ScheduleBody() {}

  static ScheduleDraft read(Fields fields, Calendars calendars) {
    String id = id(fields);
    SpecBody spec = SpecBody.read(fields);
    Trigger trigger = TriggerBody.read(fields);
    Policies policies = PoliciesBody.read(fields, calendars);
    return new ScheduleDraft(
        id,
        spec.handler(),
        spec.args(),
        trigger,
        policies,
        spec.priority(),
        spec.timeout(),
        spec.retry(),
        spec.tags(),
        spec.route(),
        pauseReason(fields));
  }

  private static @Nullable String id(Fields fields) {
    ScheduleId id = fields.parsed("id", SpecBody::scheduleId);
    return id == null ? null : id.value();
  }

  private static @Nullable String pauseReason(Fields fields) {
    Boolean paused = fields.flag("paused");
    String reason = reason(fields, "pause_reason");
    if (paused != null && paused) {
      return reason == null ? NO_REASON : reason;
    }
    if (reason != null) {
      fields.problem("pause_reason", "needs paused: true");
    }
    return null;
  }

  static @Nullable String reason(Fields fields, String name) {
    return fields.text(name, 1_000);
  }

  /** The reason that a body gives, or words that say there is none. */
  static String reasonOrNone(Fields fields) {
    String reason = reason(fields, "reason");
    return reason == null || reason.isBlank() ? NO_REASON : reason;
  }
}
