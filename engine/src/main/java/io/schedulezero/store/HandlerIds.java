package io.schedulezero.store;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** Short numbers for the names of handlers, which stand in every run and its indexes. */
final class HandlerIds {
  private final Map<String, Long> ids = new HashMap<>();
  private final Batch insert;
  private final Query<Long> find;
  private final Query<String> name;

  HandlerIds(Statements statements) throws SQLException {
    insert = statements.batch("INSERT INTO handlers (name) VALUES (?) ON CONFLICT DO NOTHING");
    find = statements.query("SELECT id FROM handlers WHERE name = ?", row -> row.getLong(1));
    name = statements.query("SELECT name FROM handlers WHERE id = ?", row -> row.getString(1));
  }

  long of(String handler) throws SQLException {
    Long known = ids.get(handler);
    if (known != null) {
      return known;
    }
    insert.bind(handler).add();
    insert.execute();
    long id = find.list(handler).get(0);
    ids.put(handler, id);
    return id;
  }

  String name(long id) throws SQLException {
    return name.list(id).get(0);
  }
}
