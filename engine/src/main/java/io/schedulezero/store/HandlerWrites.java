package io.schedulezero.store;

import io.schedulezero.journal.Change.SaveHandler;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is said of handlers, beside the numbers of their names. */
final class HandlerWrites {
  private final Batch save;
  private final Map<String, String> waiting = new LinkedHashMap<>();

  HandlerWrites(Statements statements) throws SQLException {
    save =
        statements.batch(
            "INSERT INTO handlers (name, description) VALUES (?, ?)"
                + " ON CONFLICT (name) DO UPDATE SET description = excluded.description");
  }

  void add(SaveHandler change) {
    waiting.put(change.name(), change.description());
  }

  void flush() throws SQLException {
    for (Map.Entry<String, String> each : waiting.entrySet()) {
      save.bind(each.getKey()).bind(each.getValue()).add();
    }
    waiting.clear();
    save.execute();
  }
}
