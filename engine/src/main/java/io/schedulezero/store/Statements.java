package io.schedulezero.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The prepared statements of one connection, closed together. */
final class Statements implements AutoCloseable {
  private final Connection connection;
  private final List<PreparedStatement> open = new ArrayList<>();

  Statements(Connection connection) {
    this.connection = connection;
  }

  Batch batch(String sql) throws SQLException {
    return new Batch(prepare(sql));
  }

  <T> Query<T> query(String sql, Query.Row<T> row) throws SQLException {
    return new Query<>(prepare(sql), row);
  }

  private PreparedStatement prepare(String sql) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    open.add(statement);
    return statement;
  }

  @Override
  public void close() throws SQLException {
    for (PreparedStatement statement : open) {
      statement.close();
    }
  }
}
