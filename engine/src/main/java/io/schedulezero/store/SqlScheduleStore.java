package io.schedulezero.store;

import io.schedulezero.run.Page;
import io.schedulezero.run.RunId;
import io.schedulezero.run.ScheduleId;
import io.schedulezero.schedule.PastFire;
import io.schedulezero.schedule.Progress;
import io.schedulezero.schedule.Schedule;
import io.schedulezero.schedule.ScheduleStore;
import io.schedulezero.schedule.Skip;
import io.schedulezero.store.Cursors.FirePlace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Reads of schedules in an SQL database. */
final class SqlScheduleStore implements ScheduleStore {
  private static final String FIRES =
      "SELECT fire_time AS at, 1 AS kind, id, state, NULL AS first_at, NULL AS count,"
          + " NULL AS reason, NULL AS detail FROM runs"
          + " WHERE schedule = :schedule AND fire_time IS NOT NULL"
          + " AND (fire_time < :time OR fire_time = :time AND 1 < :kind)"
          + " UNION ALL SELECT last_at, 0, NULL, NULL, first_at, count, reason, detail FROM skips"
          + " WHERE schedule = :schedule AND (last_at < :time OR last_at = :time AND 0 < :kind)"
          + " ORDER BY at DESC, kind DESC LIMIT :limit";

  private final SqlReads reads;

  SqlScheduleStore(SqlReads reads) {
    this.reads = reads;
  }

  @Override
  public void forEach(BiConsumer<Schedule, Progress> each) {
    ScheduleReader reader = new ScheduleReader();
    reads.forEach(
        ScheduleReader.SELECT,
        reader::read,
        planned -> each.accept(planned.schedule(), planned.progress()));
  }

  @Override
  public Page<PastFire> fires(ScheduleId id, @Nullable String cursor, int limit) {
    FirePlace place = FirePlace.parse(cursor);
    List<PastFire> found =
        reads
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .createQuery(FIRES)
                        .bind("schedule", id.value())
                        .bind("time", place.time())
                        .bind("kind", place.kind())
                        .bind("limit", limit + 1)
                        .map((row, context) -> fire(id, row))
                        .list());
    return FirePlace.page(found, limit);
  }

  private static PastFire fire(ScheduleId id, ResultSet row) throws SQLException {
    if (row.getInt(2) == FirePlace.RUN) {
      return new PastFire.Made(
          Micros.toInstant(row.getLong(1)), new RunId(row.getLong(3)), Codes.state(row.getInt(4)));
    }
    return new PastFire.Skipped(
        new Skip(
            id,
            Micros.toInstant(row.getLong(5)),
            Micros.toInstant(row.getLong(1)),
            row.getLong(6),
            Codes.reason(row.getInt(7)),
            row.getString(8)));
  }
}
