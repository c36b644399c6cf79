package io.schedulezero.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A data file on a disk that is as large as a test says. */
final class SmallDisk implements SqlDatabase {
  private final SqlDatabase database;
  private int pages = 1 << 20;
  private @Nullable Connection writer;

  SmallDisk(SqlDatabase database) {
    this.database = database;
  }

  synchronized void limit(int value) throws SQLException {
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
    return opened;
  }

  @Override
  public DataSource readers() {
    return database.readers();
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
