package io.schedulezero.api;

import io.schedulezero.config.Calendars;
import io.schedulezero.input.Fields;
import io.schedulezero.input.Texts;
import io.schedulezero.schedule.Exclusions;
import io.schedulezero.schedule.Misfire;
import io.schedulezero.schedule.Overlap;
import io.schedulezero.schedule.Policies;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How a schedule fires, as it is written. */
final class PoliciesBody {
  private static final int MOST_DATES = 10_000;

  private PoliciesBody() {}

  /** All policies. */
  static Policies read(Fields fields, Calendars calendars) {
    Overlap overlap = fields.choice("overlap", Overlap.class);
    return times(fields, calendars, misfire(fields), overlap == null ? Overlap.ALLOW : overlap);
  }

  /** Those that change when a schedule fires, whatever happens to its runs. */
  static Policies times(Fields fields, Calendars calendars) {
    return times(fields, calendars, Misfire.DEFAULT, Overlap.ALLOW);
  }

  private static Policies times(
      Fields fields, Calendars calendars, Misfire misfire, Overlap overlap) {
    Duration jitter = fields.duration("jitter");
    var startAt = fields.instant("start_at");
    var endAt = fields.instant("end_at");
    var maxRuns = fields.integer("max_runs", 1, Long.MAX_VALUE);
    Exclusions exclusions = exclusions(fields, calendars);
    if (startAt != null && endAt != null && !endAt.isAfter(startAt)) {
      fields.problem("end_at", "must be after start_at");
      return Policies.DEFAULT;
    }
    return new Policies(
        misfire,
        overlap,
        jitter == null ? Duration.ZERO : jitter,
        startAt,
        endAt,
        maxRuns,
        exclusions);
  }

  private static Misfire misfire(Fields parent) {
    Fields fields = parent.object("misfire");
    if (fields == null) {
      return Misfire.DEFAULT;
    }
    Misfire.Policy policy = fields.choice("policy", Misfire.Policy.class);
    Duration maxAge = fields.duration("max_age");
    Integer maxCount = fields.small("max_count", 1, Integer.MAX_VALUE);
    fields.done();
    return new Misfire(policy == null ? Misfire.DEFAULT.policy() : policy, maxAge, maxCount);
  }

  private static Exclusions exclusions(Fields parent, Calendars calendars) {
    Fields fields = parent.object("exclude");
    if (fields == null) {
      return Exclusions.NONE;
    }
    List<LocalDate> dates = fields.list("dates", MOST_DATES, Texts::date);
    Set<DayOfWeek> weekdays = WeekdaysBody.read(fields, "weekdays");
    Set<LocalDate> holidays = fields.parsed("calendar", calendars::days);
    var zone = fields.zone("timezone");
    fields.done();
    Set<LocalDate> all = new HashSet<>(dates == null ? List.of() : dates);
    all.addAll(holidays == null ? Set.of() : holidays);
    return parent.built(
        "exclude",
        () -> new Exclusions(all, weekdays == null ? Set.of() : weekdays, zone),
        Exclusions.NONE);
  }
}
