package io.schedulezero.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/**
 * A prepared statement that is executed for many rows at once. Parameters are bound in order; no
 * JDBC index is written anywhere.
 */
final class Batch {
  private static final int[] NOTHING = {};

  private final PreparedStatement statement;
  private int parameter;
  private int rows;

  Batch(PreparedStatement statement) {
    this.statement = statement;
  }

  Batch bind(long value) throws SQLException {
    statement.setLong(++parameter, value);
    return this;
  }

  Batch bind(@Nullable Long value) throws SQLException {
    if (value == null) {
      statement.setNull(++parameter, Types.BIGINT);
    } else {
      statement.setLong(++parameter, value);
    }
    return this;
  }

  Batch bind(@Nullable String value) throws SQLException {
    if (value == null) {
      statement.setNull(++parameter, Types.VARCHAR);
    } else {
      statement.setString(++parameter, value);
    }
    return this;
  }

  Batch bindNulls(int count) throws SQLException {
    for (int i = 0; i < count; i++) {
      statement.setNull(++parameter, Types.NULL);
    }
    return this;
  }

  /** Ends a row. */
  void add() throws SQLException {
    statement.addBatch();
    parameter = 0;
    rows++;
  }

  /** Executes the rows; how many each of them changed. */
  int[] execute() throws SQLException {
    if (rows == 0) {
      return NOTHING;
    }
    rows = 0;
    return statement.executeBatch();
  }
}
