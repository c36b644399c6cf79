package io.schedulezero.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

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
    return listWhile(row -> true, parameters);
  }

  /** Reads up to the first row after which {@code more} says no. */
  List<T> listWhile(Predicate<? super T> more, Object... parameters) throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
    try (ResultSet result = statement.executeQuery()) {
      List<T> rows = new ArrayList<>();
      boolean goOn = true;
      while (goOn && result.next()) {
        T next = row.read(result);
        rows.add(next);
        goOn = more.test(next);
      }
      return rows;
    }
  }
}
