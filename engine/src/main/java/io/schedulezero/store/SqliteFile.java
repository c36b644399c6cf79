package io.schedulezero.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** A data file of SQLite, locked against other processes while it is open. */
final class SqliteFile implements SqlDatabase {
  /** The newest migration in {@code db/migration/sqlite}, which leaves it as the user version. */
  static final int NEWEST_VERSION = 2;

  private static final int BUSY_MILLIS = 5_000;
  private static final int CACHE_KIB = 16_000;
  private static final int READER_CACHE_KIB = 2_000;
  private static final int MAX_READERS = 4;

  /** The write-ahead log is given back to the disk beyond this, once it is no longer needed. */
  private static final int LOG_BYTES_KEPT = 16 << 20;

  private final Path file;
  private final FileLock lock;
  private final SQLiteDataSource writer;
  private @Nullable HikariDataSource readers;
  private boolean readsStopped;

  private SqliteFile(Path file, FileLock lock) {
    this.file = file;
    this.lock = lock;
    this.writer = source(file, writerConfig());
  }

  /**
   * Creates or opens {@code file} and brings it to the newest version.
   *
   * @throws IllegalStateException if another process has it, or a newer version made it
   * @throws SQLException if it is not a data file
   */
  static SqliteFile open(Path file) throws IOException, SQLException {
    Path absolute = file.toAbsolutePath();
    FileLock lock = FileLock.on(absolute);
    try {
      create(absolute);
      SqliteFile opened = new SqliteFile(absolute, lock);
      opened.migrate();
      return opened;
    } catch (IOException | SQLException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static void create(Path file) throws IOException {
    if (!Files.exists(file) && !SqliteTemplate.copyTo(file)) {
      createEmpty(file);
    }
  }

  /** The data may be confidential: nobody but the owner reads it. */
  static void createEmpty(Path file) throws IOException {
    Files.createFile(file);
    PosixFileAttributeView posix = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (posix != null) {
      posix.setPermissions(PosixFilePermissions.fromString("rw-------"));
    }
  }

  private static SQLiteConfig writerConfig() {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    config.setBusyTimeout(BUSY_MILLIS);
    config.setCacheSize(-CACHE_KIB);
    config.setPragma(Pragma.JOURNAL_SIZE_LIMIT, String.valueOf(LOG_BYTES_KEPT));
    return config;
  }

  private static SQLiteConfig readerConfig() {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setBusyTimeout(BUSY_MILLIS);
    config.setCacheSize(-READER_CACHE_KIB);
    return config;
  }

  private static SQLiteDataSource source(Path file, SQLiteConfig config) {
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }

  /** Keeps no connection that nobody uses. */
  private static HikariDataSource pool(DataSource source) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("sz-reads");
    config.setDataSource(source);
    config.setReadOnly(true);
    config.setMaximumPoolSize(MAX_READERS);
    config.setMinimumIdle(0);
    config.setInitializationFailTimeout(-1);
    return new HikariDataSource(config);
  }

  private void migrate() throws SQLException {
    int version = version();
    if (version > NEWEST_VERSION) {
      throw new IllegalStateException(
          "The data file %s has version %d, and this program knows versions up to %d. Start the newer program, or choose another file."
              .formatted(file, version, NEWEST_VERSION));
    }
    if (version < NEWEST_VERSION) {
      Flyway.configure()
          .loggers("slf4j")
          .dataSource(writer)
          .locations("classpath:db/migration/sqlite")
          .load()
          .migrate();
    }
  }

  private int version() throws SQLException {
    try (Connection connection = writer.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA user_version")) {
      return row.getInt(1);
    }
  }

  @Override
  public Connection openWriter() throws SQLException {
    return writer.getConnection();
  }

  @Override
  public synchronized DataSource readers() {
    if (readsStopped) {
      throw new IllegalStateException("The data file " + file + " is closed");
    }
    HikariDataSource open = readers;
    if (open == null) {
      open = pool(source(file, readerConfig()));
      readers = open;
    }
    return open;
  }

  @Override
  public boolean isPassing(SQLException failure) {
    return is(failure, SQLiteErrorCode.SQLITE_BUSY) || is(failure, SQLiteErrorCode.SQLITE_LOCKED);
  }

  /** Nothing is stored before all of the log is written, and a full disk keeps it from that. */
  @Override
  public boolean isCertainlyUndone(SQLException failure) {
    return isPassing(failure) || is(failure, SQLiteErrorCode.SQLITE_FULL);
  }

  private static boolean is(SQLException failure, SQLiteErrorCode code) {
    return failure instanceof SQLiteException sqlite
        && (sqlite.getResultCode().code & 0xff) == code.code;
  }

  /** While somebody reads, the writer cannot leave everything in the one file when it closes. */
  @Override
  public synchronized void stopReads() {
    readsStopped = true;
    if (readers != null) {
      readers.close();
    }
  }

  @Override
  public void close() {
    stopReads();
    lock.close();
  }
}
