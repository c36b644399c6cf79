package io.schedulezero.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes to an SQL database through one connection. */
final class SqlBackend implements Backend {
  private static final Logger log = LoggerFactory.getLogger(SqlBackend.class);

  private final SqlDatabase database;
  private final Duration totalsKept;
  private final long epoch;
  private final long newestRun;
  private @Nullable Connection connection;
  private @Nullable SqlTransaction transaction;
  private boolean inDoubt;

  private SqlBackend(SqlDatabase database, Duration totalsKept, Connection connection)
      throws SQLException {
    this.database = database;
    this.totalsKept = totalsKept;
    this.connection = connection;
    this.epoch =
        number(
            connection, "UPDATE meta SET value = value + 1 WHERE name = 'epoch' RETURNING value");
    this.newestRun = number(connection, "SELECT coalesce(max(id), 0) FROM runs");
    connection.commit();
  }

  /** Connects, and begins the next epoch. Closes {@code database} if that fails. */
  static SqlBackend open(SqlDatabase database, Duration totalsKept) throws SQLException {
    try {
      Connection connection = database.openWriter();
      connection.setAutoCommit(false);
      return new SqlBackend(database, totalsKept, connection);
    } catch (SQLException | RuntimeException e) {
      database.close();
      throw e;
    }
  }

  private static long number(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }

  @Override
  public long epoch() {
    return epoch;
  }

  @Override
  public long newestRun() {
    return newestRun;
  }

  @Override
  public Transaction begin() {
    SqlTransaction open = transaction;
    if (open == null) {
      try {
        open = new SqlTransaction(connected(), epoch, totalsKept);
        transaction = open;
      } catch (SQLException e) {
        throw new StoreFailure(e);
      }
    }
    return open;
  }

  private Connection connected() throws SQLException {
    Connection open = connection;
    if (open == null) {
      open = database.openWriter();
      open.setAutoCommit(false);
      connection = open;
    }
    return open;
  }

  @Override
  public void commit() {
    try {
      connected().commit();
    } catch (SQLException e) {
      inDoubt = !database.isCertainlyUndone(e);
      throw new StoreFailure(e);
    }
  }

  @Override
  public void rollback() {
    try {
      dropTransaction();
      if (inDoubt) {
        commitSomethingElse();
        inDoubt = false;
      }
    } catch (SQLException e) {
      throw new StoreFailure(e);
    }
  }

  private void dropTransaction() {
    SqlTransaction dropped = transaction;
    Connection open = connection;
    transaction = null;
    try {
      if (dropped != null) {
        dropped.close();
      }
      if (open != null) {
        open.rollback();
      }
    } catch (SQLException | RuntimeException e) {
      log.debug("The connection is of no use any more; the next transaction opens another", e);
      disconnect();
    }
  }

  /**
   * A commit that failed while it was being made durable may still be found by a recovery after a
   * crash. The next commit that succeeds is written in its place, and then it cannot.
   */
  private void commitSomethingElse() throws SQLException {
    try (Statement statement = connected().createStatement()) {
      statement.executeUpdate("UPDATE meta SET value = value WHERE name = 'epoch'");
      connected().commit();
    } catch (SQLException e) {
      disconnect();
      throw e;
    }
  }

  private void disconnect() {
    Connection open = connection;
    transaction = null;
    connection = null;
    if (open != null) {
      try {
        open.close();
      } catch (SQLException e) {
        log.warn("A connection to the store could not be closed; the process goes on", e);
      }
    }
  }

  @Override
  public boolean isPassing(Throwable failure) {
    return failure.getCause() instanceof SQLException cause && database.isPassing(cause);
  }

  @Override
  public void close() {
    database.stopReads();
    disconnect();
    database.close();
  }
}
