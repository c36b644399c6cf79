package io.schedulezero.store;

import io.schedulezero.journal.Journal.Retention;
import io.schedulezero.run.BroadcastKey;
import io.schedulezero.run.RunId;
import io.schedulezero.run.RunState;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Deletes what is no longer wanted, a little at a time. */
final class SqlPurge {
  private static final String ONE_LANE =
      "SELECT * FROM (SELECT id, state, unique_key FROM runs WHERE handler = ? AND state = %d AND id < ?"
          + " AND finished_at < ? AND (owner IS NULL OR owner <> ?) ORDER BY id LIMIT ?)";

  private final long epoch;
  private final Duration totalsKept;
  private final Query<Handler> handlers;
  private final Query<Long> createdAround;
  private final Query<Finished> expired;
  private final Query<Integer> stateOf;
  private final List<Batch> deletes;
  private final Batch uncount;
  private final Batch deleteSkips;
  private final Batch deleteTotals;

  SqlPurge(Statements statements, long epoch, Duration totalsKept) throws SQLException {
    this.epoch = epoch;
    this.totalsKept = totalsKept;
    handlers =
        statements.query(
            "SELECT h.id, h.name, SUM(f.runs) FROM handlers h JOIN finished f ON f.handler = h.id"
                + " GROUP BY h.id, h.name",
            row -> new Handler(row.getLong(1), row.getString(2), row.getLong(3)));
    createdAround =
        statements.query(
            "SELECT created_at FROM runs WHERE id >= ? ORDER BY id LIMIT 1", row -> row.getLong(1));
    List<String> lanes = new ArrayList<>();
    for (RunState state : RunState.values()) {
      if (state.isTerminal()) {
        lanes.add(ONE_LANE.formatted(Codes.of(state)));
      }
    }
    expired =
        statements.query(
            String.join(" UNION ALL ", lanes) + " ORDER BY id LIMIT ?",
            row -> new Finished(row.getLong(1), row.getInt(2), row.getString(3)));
    stateOf = statements.query("SELECT state FROM runs WHERE id = ?", row -> row.getInt(1));
    deletes =
        List.of(
            statements.batch("DELETE FROM runs WHERE id = ?"),
            statements.batch("DELETE FROM attempts WHERE run = ?"),
            statements.batch("DELETE FROM logs WHERE run = ?"));
    uncount =
        statements.batch("UPDATE finished SET runs = runs - 1 WHERE handler = ? AND state = ?");
    deleteSkips =
        statements.batch(
            "DELETE FROM skips WHERE (schedule, first_at) IN"
                + " (SELECT schedule, first_at FROM skips WHERE last_at < ?"
                + " ORDER BY last_at LIMIT ?)");
    deleteTotals = statements.batch("DELETE FROM totals WHERE minute < ?");
  }

  private record Handler(long id, String name, long finished) {}

  private record Finished(long id, int state, @Nullable String key) {}

  int purge(List<Retention> rules, Instant now, int limit) throws SQLException {
    Retentions retentions = new Retentions(rules, now);
    deleteTotals.bind(FinishedTotals.minute(retentions.before(totalsKept))).add();
    deleteTotals.execute();
    int purged = 0;
    for (Handler handler : handlers.list()) {
      Optional<Retention> rule = retentions.of(handler.name());
      if (rule.isPresent() && purged < limit) {
        purged += purge(handler, rule.get(), retentions, limit - purged);
      }
    }
    Optional<Instant> skipsBefore = retentions.skipsBefore();
    if (skipsBefore.isPresent() && purged < limit) {
      deleteSkips.bind(Micros.of(skipsBefore.get())).bind(limit - purged).add();
      purged += deleteSkips.execute()[0];
    }
    return purged;
  }

  private int purge(Handler handler, Retention rule, Retentions retentions, int limit)
      throws SQLException {
    long tooMany = Math.min(limit, handler.finished() - rule.maxCount());
    int purged = 0;
    if (tooMany > 0) {
      purged = delete(handler, unneeded(handler, Long.MAX_VALUE, Long.MAX_VALUE, tooMany));
    }
    long cutoff = Micros.of(retentions.before(rule.maxAge()));
    return purged
        + delete(handler, unneeded(handler, firstCreatedSince(cutoff), cutoff, limit - purged));
  }

  private List<Finished> oldest(Handler handler, long beforeId, long finishedBefore, long limit)
      throws SQLException {
    List<Object> parameters = new ArrayList<>();
    for (RunState state : RunState.values()) {
      if (state.isTerminal()) {
        parameters.addAll(List.of(handler.id(), beforeId, finishedBefore, epoch, limit));
      }
    }
    parameters.add(limit);
    return expired.list(parameters.toArray());
  }

  /** As many as that of the oldest that nobody needs. */
  private List<Finished> unneeded(Handler handler, long beforeId, long finishedBefore, long limit)
      throws SQLException {
    Map<RunId, Boolean> goesOn = new HashMap<>();
    long asked = limit;
    while (true) {
      List<Finished> found = oldest(handler, beforeId, finishedBefore, asked);
      List<Finished> unneeded = new ArrayList<>();
      for (Finished run : found) {
        if (!isNeeded(run, goesOn)) {
          unneeded.add(run);
        }
      }
      if (found.size() < asked || unneeded.size() >= limit) {
        return unneeded.subList(0, (int) Math.min(unneeded.size(), limit));
      }
      asked = limit + found.size() - unneeded.size();
    }
  }

  /** A broadcast that goes on wants to know how its runs ended. */
  private boolean isNeeded(Finished run, Map<RunId, Boolean> goesOn) throws SQLException {
    RunId broadcast = BroadcastKey.broadcastOf(run.key());
    if (broadcast == null) {
      return false;
    }
    Boolean known = goesOn.get(broadcast);
    if (known == null) {
      List<Integer> state = stateOf.list(broadcast.value());
      known = !state.isEmpty() && !Codes.state(state.get(0)).isTerminal();
      goesOn.put(broadcast, known);
    }
    return known;
  }

  /**
   * Ids grow with the time of creation, so everything that finished before {@code micros} is below
   * the id found here, and the runs of later days need not be looked at.
   */
  private long firstCreatedSince(long micros) throws SQLException {
    long low = 0;
    long high = Long.MAX_VALUE;
    while (low < high) {
      long middle = low + (high - low) / 2;
      List<Long> created = createdAround.list(middle);
      if (created.isEmpty() || created.get(0) >= micros) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private int delete(Handler handler, List<Finished> runs) throws SQLException {
    for (Finished run : runs) {
      for (Batch delete : deletes) {
        delete.bind(run.id()).add();
      }
      uncount.bind(handler.id()).bind(run.state()).add();
    }
    for (Batch delete : deletes) {
      delete.execute();
    }
    uncount.execute();
    return runs.size();
  }
}
