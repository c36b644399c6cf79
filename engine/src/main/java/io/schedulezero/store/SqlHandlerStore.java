package io.schedulezero.store;

import io.schedulezero.run.HandlerStore;
import java.util.Map;
import java.util.TreeMap;

/** Reads of handlers in an SQL database. */
final class SqlHandlerStore implements HandlerStore {
  private static final String SELECT =
      "SELECT name, description FROM handlers WHERE description IS NOT NULL";

  private final SqlReads reads;

  SqlHandlerStore(SqlReads reads) {
    this.reads = reads;
  }

  @Override
  public Map<String, String> descriptions() {
    Map<String, String> found = new TreeMap<>();
    reads.forEach(
        SELECT,
        row -> Map.entry(row.getString(1), row.getString(2)),
        each -> found.put(each.getKey(), each.getValue()));
    return found;
  }
}
