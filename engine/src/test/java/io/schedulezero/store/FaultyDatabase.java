package io.schedulezero.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A data file on a disk that is as large, and as reliable, as a test says. */
final class FaultyDatabase implements SqlDatabase {
  private final SqlDatabase database;
  private final AtomicInteger failures = new AtomicInteger();
  private int pages = 1 << 20;
  private @Nullable Connection writer;

  FaultyDatabase(SqlDatabase database) {
    this.database = database;
  }

  synchronized void limitPages(int value) throws SQLException {
    pages = value;
    if (writer != null && !writer.isClosed()) {
      limit(writer);
    }
  }

  private void limit(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA max_page_count = " + pages);
    }
  }

  @Override
  public synchronized Connection openWriter() throws SQLException {
    Connection opened = database.openWriter();
    writer = opened;
    limit(opened);
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("commit")
                  && failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new SQLException("the disk did not answer");
              }
              try {
                return method.invoke(opened, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  /** So many commits fail, and nobody can tell how far they came. */
  void failCommits(int times) {
    failures.set(times);
  }

  int failuresLeft() {
    return failures.get();
  }

  @Override
  public DataSource readers() {
    return database.readers();
  }

  @Override
  public void stopReads() {
    database.stopReads();
  }

  @Override
  public boolean isPassing(SQLException failure) {
    return database.isPassing(failure);
  }

  @Override
  public boolean isCertainlyUndone(SQLException failure) {
    return database.isCertainlyUndone(failure);
  }

  @Override
  public void close() {
    database.close();
  }
}
