package io.schedulezero.store;

import io.schedulezero.journal.Change;
import io.schedulezero.journal.Change.AddSkip;
import io.schedulezero.journal.Change.DeleteSchedule;
import io.schedulezero.journal.Change.SaveProgress;
import io.schedulezero.journal.Change.SaveSchedule;
import io.schedulezero.run.ScheduleId;
import io.schedulezero.schedule.Progress;
import io.schedulezero.schedule.Schedule;
import io.schedulezero.schedule.Skip;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Changes of schedules. What happens to one schedule within a transaction is first joined to at
 * most one deletion, one saving and one progress, in this order, and then written in batches.
 */
final class ScheduleWrites {
  private final Batch delete;
  private final Batch deleteSkips;
  private final Batch save;
  private final Batch progress;
  private final Batch skip;
  private final Map<ScheduleId, Joined> joined = new LinkedHashMap<>();

  ScheduleWrites(Statements statements) throws SQLException {
    delete = statements.batch("DELETE FROM schedules WHERE id = ?");
    deleteSkips = statements.batch("DELETE FROM skips WHERE schedule = ?");
    save =
        statements.batch(
            "INSERT INTO schedules"
                + " (id, spec, trigger, policies, pause, created_at, updated_at, version)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE"
                + " SET spec = excluded.spec, trigger = excluded.trigger,"
                + " policies = excluded.policies, pause = excluded.pause,"
                + " created_at = excluded.created_at, updated_at = excluded.updated_at,"
                + " version = excluded.version");
    progress =
        statements.batch(
            "UPDATE schedules SET handled_up_to = ?, runs = ?, last_run = ? WHERE id = ?");
    skip =
        statements.batch(
            "INSERT INTO skips (schedule, last_at, first_at, count, reason, detail)"
                + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (schedule, first_at) DO UPDATE"
                + " SET last_at = excluded.last_at, count = excluded.count,"
                + " reason = excluded.reason, detail = excluded.detail");
  }

  /** What becomes of one schedule. */
  private static final class Joined {
    private boolean deleted;
    private @Nullable Schedule saved;
    private @Nullable Progress progress;
    private final List<Skip> skips = new ArrayList<>();
  }

  void add(Change change) {
    if (change instanceof SaveSchedule save) {
      of(save.schedule().id()).saved = save.schedule();
    } else if (change instanceof SaveProgress save) {
      Joined schedule = of(save.id());
      if (!schedule.deleted || schedule.saved != null) {
        schedule.progress = save.progress();
      }
    } else if (change instanceof AddSkip add) {
      of(add.skip().schedule()).skips.add(add.skip());
    } else if (change instanceof DeleteSchedule gone) {
      joined.remove(gone.id());
      of(gone.id()).deleted = true;
    }
  }

  private Joined of(ScheduleId id) {
    return joined.computeIfAbsent(id, fresh -> new Joined());
  }

  void flush() throws SQLException {
    for (Map.Entry<ScheduleId, Joined> each : joined.entrySet()) {
      bind(each.getKey(), each.getValue());
    }
    joined.clear();
    delete.execute();
    deleteSkips.execute();
    save.execute();
    progress.execute();
    skip.execute();
  }

  private void bind(ScheduleId id, Joined schedule) throws SQLException {
    if (schedule.deleted) {
      delete.bind(id.value()).add();
      deleteSkips.bind(id.value()).add();
    }
    Schedule saved = schedule.saved;
    if (saved != null) {
      save.bind(id.value())
          .bind(ScheduleCodec.write(saved.spec()))
          .bind(ScheduleCodec.write(saved.trigger()))
          .bind(ScheduleCodec.write(saved.policies()))
          .bind(ScheduleCodec.write(saved.pause()))
          .bind(Micros.of(saved.createdAt()))
          .bind(Micros.of(saved.updatedAt()))
          .bind(saved.version())
          .add();
    }
    Progress reached = schedule.progress;
    if (reached != null) {
      progress
          .bind(Micros.orNull(reached.handledUpTo()))
          .bind(reached.runs())
          .bind(reached.lastRun() == null ? null : (Long) reached.lastRun().value())
          .bind(id.value())
          .add();
    }
    for (Skip each : schedule.skips) {
      skip.bind(id.value())
          .bind(Micros.of(each.last()))
          .bind(Micros.of(each.first()))
          .bind(each.count())
          .bind(Codes.of(each.reason()))
          .bind(each.detail())
          .add();
    }
  }
}
