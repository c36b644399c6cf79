package io.schedulezero.store;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** What one kind of database does in its own way. */
interface SqlDatabase extends AutoCloseable {
  /** Opens the connection that writes. */
  Connection openWriter() throws SQLException;

  /** Connections that only read; each is closed by whoever asked for it. */
  DataSource readers();

  /** Ends the reads, now and for later; writes go on. */
  void stopReads();

  /** Whether what failed may go well if it is tried once more. */
  boolean isPassing(SQLException failure);

  /** Whether a commit that failed like this has certainly stored nothing. */
  boolean isCertainlyUndone(SQLException failure);

  @Override
  void close();
}
