package io.schedulezero.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A prepared query of the journal's connection. */
final class Query<T> {
  private final PreparedStatement statement;
  private final Row<T> row;

  /** Reads what a row says. */
  interface Row<T> {
    T read(ResultSet result) throws SQLException;
  }

  Query(PreparedStatement statement, Row<T> row) {
    this.statement = statement;
    this.row = row;
  }

  List<T> list(Object... parameters) throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
    try (ResultSet result = statement.executeQuery()) {
      List<T> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(row.read(result));
      }
      return rows;
    }
  }
}
