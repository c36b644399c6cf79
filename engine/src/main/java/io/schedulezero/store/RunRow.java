package io.schedulezero.store;

import io.schedulezero.run.Attempt;
import io.schedulezero.run.Failure;
import io.schedulezero.run.Fire;
import io.schedulezero.run.LogLine;
import io.schedulezero.run.Run;
import io.schedulezero.run.RunId;
import io.schedulezero.run.RunSpec;
import io.schedulezero.run.ScheduleId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads a run from a row. The columns are read by position, in the order of {@link #COLUMNS}. */
final class RunRow {
  private static final String ATTEMPT =
      "number, %1$sfence, %1$starget, %1$sstarted_at, %1$sended_at, %1$soutcome,"
          + " %1$serror_type, %1$serror_message, %1$serror_frame, %1$serror_stack";

  /** Columns of an attempt. */
  static final String ATTEMPT_COLUMNS = ATTEMPT.formatted("");

  /** Columns of a run; the runs are {@code r} and their handlers {@code h}. */
  static final String COLUMNS =
      "r.id, h.name, r.state, r.urgency, r.created_at, r.due_at, r.schedule, r.fire_time,"
          + " r.unique_key, r.timeout, r.retry, r.tags, r.attempts, r.finished_at, r.note, r.args,"
          + " r.result, r.route, r."
          + ATTEMPT.formatted("r.");

  static final String SELECT =
      "SELECT " + COLUMNS + " FROM runs r JOIN handlers h ON h.id = r.handler ";

  private static final int FIRST_OF_ATTEMPT = 19;

  private RunRow() {}

  static Run read(ResultSet row) throws SQLException {
    return new Run(
        new RunId(row.getLong(1)),
        spec(row),
        Codes.state(row.getInt(3)),
        Micros.toInstant(row.getLong(5)),
        Micros.toInstant(row.getLong(6)),
        fire(row.getString(7), row.getLong(8)),
        attemptOrNull(row),
        row.getInt(13),
        instant(row, 14),
        row.getString(17),
        row.getString(15));
  }

  private static RunSpec spec(ResultSet row) throws SQLException {
    return new RunSpec(
        row.getString(2),
        row.getString(16),
        RunSpec.MAX_PRIORITY - row.getInt(4),
        SpecCodec.duration(number(row, 10)),
        SpecCodec.readRetry(row.getString(11)),
        row.getString(9),
        SpecCodec.readTags(row.getString(12)),
        RouteCodec.read(row.getString(18)));
  }

  private static @Nullable Fire fire(@Nullable String schedule, long time) {
    return schedule == null ? null : new Fire(new ScheduleId(schedule), Micros.toInstant(time));
  }

  private static @Nullable Attempt attemptOrNull(ResultSet row) throws SQLException {
    return number(row, FIRST_OF_ATTEMPT) == null ? null : attempt(row, FIRST_OF_ATTEMPT);
  }

  /**
   * Reads an attempt.
   *
   * @param first position of the first of its columns
   */
  static Attempt attempt(ResultSet row, int first) throws SQLException {
    Long outcome = number(row, first + 5);
    String type = row.getString(first + 6);
    return new Attempt(
        row.getInt(first),
        row.getLong(first + 1),
        row.getString(first + 2),
        Micros.toInstant(row.getLong(first + 3)),
        instant(row, first + 4),
        outcome == null ? null : Codes.outcome(outcome.intValue()),
        type == null
            ? null
            : new Failure(
                type,
                row.getString(first + 7),
                row.getString(first + 8),
                row.getString(first + 9)));
  }

  /** Reads a line; the columns are number, attempt, at, level, text. */
  static LogLine logLine(ResultSet row) throws SQLException {
    return new LogLine(
        row.getInt(1),
        row.getInt(2),
        Micros.toInstant(row.getLong(3)),
        row.getString(4),
        row.getString(5));
  }

  static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
    Long micros = number(row, column);
    return micros == null ? null : Micros.toInstant(micros);
  }

  static @Nullable Long number(ResultSet row, int column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : (Long) value;
  }
}
