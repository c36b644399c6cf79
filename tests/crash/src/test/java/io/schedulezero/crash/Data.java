package io.schedulezero.crash;

import io.schedulezero.run.RunId;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteDataSource;

/** The data file, read by plain SQL and with no code of the program under test. */
record Data(
    Map<String, RunRow> runs,
    Map<String, List<AttemptRow>> attempts,
    Map<String, List<SkipRow>> skips,
    Map<String, ScheduleRow> schedules,
    List<String> flaws) {
  /** In the order of their numbers, see the migration. */
  private static final List<String> STATES =
      List.of("scheduled", "queued", "running", "succeeded", "failed", "cancelled", "skipped");

  private static final List<String> OUTCOMES =
      List.of("succeeded", "failed", "timed_out", "cancelled", "lost");

  /** The last of a run's attempts is in its own row. */
  record RunRow(
      String id,
      String handler,
      String state,
      boolean held,
      String args,
      @Nullable String key,
      @Nullable String schedule,
      @Nullable Instant fireTime,
      Instant createdAt,
      @Nullable Instant finishedAt,
      @Nullable String note) {
    boolean isOver() {
      return STATES.indexOf(state) > 2;
    }

    String tag() {
      return text(args, "tag");
    }
  }

  record AttemptRow(String run, long fence, int number, @Nullable String outcome, Instant at) {}

  record SkipRow(String schedule, Instant first, Instant last, long count, String detail) {}

  record ScheduleRow(String id, String spec, boolean isPaused, @Nullable Instant handledUpTo) {
    String tag() {
      return text(spec.replace("\\\"", "\""), "tag");
    }
  }

  static Data read(Path file) throws SQLException {
    SQLiteDataSource source = new SQLiteDataSource();
    source.setUrl("jdbc:sqlite:" + file);
    try (Connection connection = source.getConnection();
        Statement sql = connection.createStatement()) {
      Map<String, RunRow> runs = new TreeMap<>();
      Map<String, List<AttemptRow>> attempts = new HashMap<>();
      readRuns(sql, runs, attempts);
      return new Data(runs, attempts, skips(sql), schedules(sql), flaws(sql));
    }
  }

  /** How many runs are not over; may be asked while a program is at work. */
  static long unfinished(Path file) throws SQLException {
    SQLiteDataSource source = new SQLiteDataSource();
    source.setUrl("jdbc:sqlite:" + file);
    try (Connection connection = source.getConnection();
        Statement sql = connection.createStatement();
        ResultSet row = sql.executeQuery("SELECT count(*) FROM runs WHERE state <= 2")) {
      return row.getLong(1);
    }
  }

  private static void readRuns(
      Statement sql, Map<String, RunRow> runs, Map<String, List<AttemptRow>> attempts)
      throws SQLException {
    String attempt =
        "SELECT run, fence, number, outcome, started_at FROM attempts UNION ALL "
            + "SELECT id, fence, number, outcome, started_at FROM runs WHERE number IS NOT NULL";
    try (ResultSet row = sql.executeQuery(attempt + " ORDER BY 1, 2")) {
      while (row.next()) {
        String outcome = row.getString(4) == null ? null : OUTCOMES.get(row.getInt(4));
        String run = id(row.getLong(1));
        attempts
            .computeIfAbsent(run, any -> new ArrayList<>())
            .add(new AttemptRow(run, row.getLong(2), row.getInt(3), outcome, instant(row, 5)));
      }
    }
    String run =
        "SELECT r.id, h.name, state, owner, args, unique_key, schedule, fire_time, created_at,"
            + " finished_at, note FROM runs r JOIN handlers h ON h.id = r.handler";
    try (ResultSet row = sql.executeQuery(run)) {
      while (row.next()) {
        RunRow read = run(row);
        runs.put(read.id(), read);
      }
    }
  }

  private static RunRow run(ResultSet row) throws SQLException {
    return new RunRow(
        id(row.getLong(1)),
        row.getString(2),
        STATES.get(row.getInt(3)),
        row.getString(4) != null,
        row.getString(5),
        row.getString(6),
        row.getString(7),
        row.getString(8) == null ? null : instant(row, 8),
        instant(row, 9),
        row.getString(10) == null ? null : instant(row, 10),
        row.getString(11));
  }

  private static Map<String, List<SkipRow>> skips(Statement sql) throws SQLException {
    Map<String, List<SkipRow>> skips = new HashMap<>();
    String all = "SELECT schedule, first_at, last_at, count, detail FROM skips ORDER BY 1, 2";
    try (ResultSet row = sql.executeQuery(all)) {
      while (row.next()) {
        SkipRow skip =
            new SkipRow(
                row.getString(1),
                instant(row, 2),
                instant(row, 3),
                row.getLong(4),
                row.getString(5));
        skips.computeIfAbsent(skip.schedule(), id -> new ArrayList<>()).add(skip);
      }
    }
    return skips;
  }

  private static Map<String, ScheduleRow> schedules(Statement sql) throws SQLException {
    Map<String, ScheduleRow> schedules = new TreeMap<>();
    try (ResultSet row =
        sql.executeQuery("SELECT id, spec, handled_up_to, pause IS NOT NULL FROM schedules")) {
      while (row.next()) {
        Instant handled = row.getString(3) == null ? null : instant(row, 3);
        String id = row.getString(1);
        schedules.put(id, new ScheduleRow(id, row.getString(2), row.getBoolean(4), handled));
      }
    }
    return schedules;
  }

  /** What is wrong with the file as such. */
  private static List<String> flaws(Statement sql) throws SQLException {
    List<String> flaws = new ArrayList<>();
    collect(
        sql,
        "SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
        flaws);
    collect(
        sql,
        "SELECT 'of handler ' || handler || ' there are ' || runs || ' runs in state ' || state"
            + " || ' by the table finished, and really ' || really FROM (SELECT f.handler, f.state,"
            + " f.runs, (SELECT count(*) FROM runs r WHERE r.handler = f.handler AND r.state ="
            + " f.state) AS really FROM finished f) WHERE runs <> really",
        flaws);
    return flaws;
  }

  private static void collect(Statement sql, String query, List<String> into) throws SQLException {
    try (ResultSet row = sql.executeQuery(query)) {
      while (row.next()) {
        into.add(row.getString(1));
      }
    }
  }

  List<AttemptRow> attemptsOf(String run) {
    return attempts.getOrDefault(run, List.of());
  }

  private static String id(long number) {
    return new RunId(number).toString();
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    return Instant.EPOCH.plus(row.getLong(column), ChronoUnit.MICROS);
  }

  /** A field of a JSON text whose values hold no quotes. */
  private static String text(String json, String field) {
    int from = json.indexOf("\"" + field + "\":\"") + field.length() + 4;
    return json.substring(from, json.indexOf('"', from));
  }
}
