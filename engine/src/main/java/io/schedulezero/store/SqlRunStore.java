package io.schedulezero.store;

import io.schedulezero.run.Attempt;
import io.schedulezero.run.Fire;
import io.schedulezero.run.LogLine;
import io.schedulezero.run.Page;
import io.schedulezero.run.Run;
import io.schedulezero.run.RunFilter;
import io.schedulezero.run.RunId;
import io.schedulezero.run.RunState;
import io.schedulezero.run.RunStore;
import io.schedulezero.run.RunTotals;
import io.schedulezero.run.ScheduleId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Reads of runs in an SQL database. */
final class SqlRunStore implements RunStore {
  private final SqlReads reads;

  SqlRunStore(SqlReads reads) {
    this.reads = reads;
  }

  @Override
  public Optional<Run> find(RunId id) {
    return reads
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(RunRow.SELECT + "WHERE r.id = :id")
                    .bind("id", id.value())
                    .map((row, context) -> RunRow.read(row))
                    .findOne());
  }

  @Override
  public List<Attempt> earlierAttempts(RunId id) {
    return reads
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT "
                            + RunRow.ATTEMPT_COLUMNS
                            + " FROM attempts WHERE run = :run ORDER BY fence")
                    .bind("run", id.value())
                    .map((row, context) -> RunRow.attempt(row, 1))
                    .list());
  }

  @Override
  public Page<Run> list(RunFilter filter, @Nullable String cursor, int limit) {
    RunQuery query = new RunQuery(filter, Cursors.before(cursor), limit + 1);
    List<Run> found =
        reads
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .createQuery(query.sql())
                        .bindMap(query.parameters())
                        .map((row, context) -> RunRow.read(row))
                        .list());
    if (found.size() <= limit) {
      return new Page<>(found, null);
    }
    List<Run> items = found.subList(0, limit);
    return new Page<>(items, items.get(limit - 1).id().toString());
  }

  @Override
  public List<LogLine> logs(RunId id, int after, int limit) {
    return reads
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT number, attempt, at, level, text FROM logs"
                            + " WHERE run = :run AND number > :after ORDER BY number LIMIT :limit")
                    .bind("run", id.value())
                    .bind("after", after)
                    .bind("limit", limit)
                    .map((row, context) -> RunRow.logLine(row))
                    .list());
  }

  @Override
  public void forEachUnfinishedFire(BiConsumer<RunId, Fire> each) {
    reads.forEach(
        "SELECT id, schedule, fire_time FROM runs WHERE schedule IS NOT NULL AND state <= 2",
        OpenFire::new,
        open -> each.accept(open.run(), open.fire()));
  }

  /** A run that has not finished, and its fire. */
  private record OpenFire(RunId run, Fire fire) {
    OpenFire(ResultSet row) throws SQLException {
      this(
          new RunId(row.getLong(1)),
          new Fire(new ScheduleId(row.getString(2)), Micros.toInstant(row.getLong(3))));
    }
  }

  @Override
  public Map<RunState, Long> countByState() {
    Map<RunState, Long> counts = new EnumMap<>(RunState.class);
    reads
        .jdbi()
        .useHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT state, COUNT(*) FROM runs"
                            + " WHERE handler IN (SELECT id FROM handlers) AND state <= 2"
                            + " GROUP BY state"
                            + " UNION ALL SELECT state, SUM(runs) FROM finished"
                            + " GROUP BY state HAVING SUM(runs) > 0")
                    .map((row, context) -> Map.entry(Codes.state(row.getInt(1)), row.getLong(2)))
                    .forEach(count -> counts.put(count.getKey(), count.getValue())));
    return counts;
  }

  @Override
  public List<RunTotals> totals(Instant from, Instant to, Duration step) {
    TotalsBySteps steps = new TotalsBySteps(from, to, step);
    reads
        .jdbi()
        .useHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT t.minute, h.name, t.state, t.runs, t.wait_millis, t.run_millis"
                            + " FROM totals t JOIN handlers h ON h.id = t.handler"
                            + " WHERE t.minute >= :first AND t.minute < :end")
                    .bind("first", steps.firstMinute())
                    .bind("end", steps.endMinute())
                    .map((row, context) -> total(row))
                    .forEach(total -> steps.add(total.getKey(), total.getValue())));
    return steps.list();
  }

  private static Map.Entry<FinishedTotals.Key, FinishedTotals.Sum> total(ResultSet row)
      throws SQLException {
    FinishedTotals.Sum sum = new FinishedTotals.Sum();
    sum.count = row.getLong(4);
    sum.waitMillis = row.getLong(5);
    sum.runMillis = row.getLong(6);
    return Map.entry(
        new FinishedTotals.Key(row.getLong(1), row.getString(2), Codes.state(row.getInt(3))), sum);
  }
}
