package io.schedulezero.store;

import io.schedulezero.journal.Change.AddLogs;
import io.schedulezero.run.LogLine;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Lines that handlers logged. */
final class LogWrites {
  private final Batch insert;
  private final List<AddLogs> waiting = new ArrayList<>();

  LogWrites(Statements statements) throws SQLException {
    insert =
        statements.batch(
            "INSERT INTO logs (run, number, attempt, at, level, text) VALUES (?, ?, ?, ?, ?, ?)"
                + " ON CONFLICT DO NOTHING");
  }

  void add(AddLogs change) {
    waiting.add(change);
  }

  private void bind(AddLogs change) throws SQLException {
    for (LogLine line : change.lines()) {
      insert
          .bind(change.run().value())
          .bind(line.number())
          .bind(line.attempt())
          .bind(Micros.of(line.at()))
          .bind(line.level())
          .bind(line.text())
          .add();
    }
  }

  void flush() throws SQLException {
    for (AddLogs each : waiting) {
      bind(each);
    }
    waiting.clear();
    insert.execute();
  }
}
