package io.schedulezero.store;

import io.schedulezero.run.RunId;
import io.schedulezero.run.ScheduleId;
import io.schedulezero.schedule.Policies;
import io.schedulezero.schedule.Progress;
import io.schedulezero.schedule.Schedule;
import io.schedulezero.schedule.Trigger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads all schedules at a start. Most triggers, and nearly all policies, are those of many
 * schedules: they are read once, and shared.
 */
final class ScheduleReader {
  static final String SELECT =
      "SELECT id, spec, trigger, policies, pause, created_at, updated_at, version,"
          + " handled_up_to, runs, last_run FROM schedules";

  private final Map<String, Trigger> triggers = new HashMap<>();
  private final Map<String, Policies> policies = new HashMap<>();

  /** A schedule and how far it has come. */
  record Planned(Schedule schedule, Progress progress) {}

  Planned read(ResultSet row) throws SQLException {
    Schedule schedule =
        new Schedule(
            new ScheduleId(row.getString(1)),
            ScheduleCodec.spec(row.getString(2)),
            triggers.computeIfAbsent(row.getString(3), ScheduleCodec::trigger),
            policies.computeIfAbsent(row.getString(4), ScheduleCodec::policies),
            ScheduleCodec.pause(row.getString(5)),
            Micros.toInstant(row.getLong(6)),
            Micros.toInstant(row.getLong(7)),
            row.getLong(8));
    Long lastRun = RunRow.number(row, 11);
    Progress progress =
        new Progress(
            RunRow.instant(row, 9), row.getLong(10), lastRun == null ? null : new RunId(lastRun));
    return new Planned(schedule, progress);
  }
}
