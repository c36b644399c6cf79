package io.schedulezero.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What SQLite (WAL, synchronous=FULL) can do on this disk without a scheduler: rows inserted in one
 * commit and set done in a second one.
 */
final class DiskLimit {
  private static final int[] COMMIT_SIZES = {1, 16, 256, 1_000};
  private static final double SECONDS_EACH = 2;
  private static final double MILLIS = 1e3;

  private DiskLimit() {}

  static Map<String, Double> measure(Bed bed) throws SQLException {
    String url = "jdbc:sqlite:" + bed.data().resolve("raw.db");
    Map<String, Double> measures = new LinkedHashMap<>();
    try (Connection connection = DriverManager.getConnection(url)) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("pragma journal_mode = wal");
        statement.execute("pragma synchronous = full");
        statement.execute("create table job (id integer primary key, args text, done integer)");
      }
      connection.setAutoCommit(false);
      rowsPerSecond(connection, 0, COMMIT_SIZES[1]);
      long from = 1L << 32;
      for (int size : COMMIT_SIZES) {
        double rate = rowsPerSecond(connection, from, size);
        measures.put("rows/s by " + size, rate);
        from += 1L << 32;
      }
    }
    measures.put("ms per commit", MILLIS / (2 * measures.getOrDefault("rows/s by 1", 0.0)));
    return measures;
  }

  private static double rowsPerSecond(Connection connection, long from, int size)
      throws SQLException {
    try (PreparedStatement insert =
            connection.prepareStatement("insert into job (id, args, done) values (?, ?, 0)");
        PreparedStatement finish =
            connection.prepareStatement("update job set done = 1 where id = ?")) {
      Stopwatch stopwatch = new Stopwatch();
      long id = from;
      while (stopwatch.seconds() < SECONDS_EACH) {
        for (int i = 0; i < size; i++) {
          insert.setLong(1, id + i);
          insert.setString(2, "argument-" + i);
          insert.addBatch();
        }
        insert.executeBatch();
        connection.commit();
        for (int i = 0; i < size; i++) {
          finish.setLong(1, id + i);
          finish.addBatch();
        }
        finish.executeBatch();
        connection.commit();
        id += size;
      }
      return (id - from) / stopwatch.seconds();
    }
  }
}
