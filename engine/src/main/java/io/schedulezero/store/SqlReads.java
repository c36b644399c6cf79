package io.schedulezero.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Ways to read an SQL database, each made ready when it is first needed. */
final class SqlReads {
  private final SqlDatabase database;
  private @Nullable Jdbi jdbi;

  SqlReads(SqlDatabase database) {
    this.database = database;
  }

  synchronized Jdbi jdbi() {
    Jdbi ready = jdbi;
    if (ready == null) {
      ready = Jdbi.create(database.readers());
      jdbi = ready;
    }
    return ready;
  }

  /** Reads a whole table at a start. Plain JDBC: JDBI takes longer to load than 10,000 rows do. */
  <T> void forEach(String sql, Query.Row<T> row, Consumer<T> each) {
    try (Connection connection = database.readers().getConnection();
        PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        each.accept(row.read(rows));
      }
    } catch (SQLException e) {
      throw new StoreFailure(e);
    }
  }
}
