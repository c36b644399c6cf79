package io.schedulezero.store;

import io.schedulezero.journal.Journal;
import io.schedulezero.run.HandlerStore;
import io.schedulezero.run.RunId;
import io.schedulezero.run.RunStore;
import io.schedulezero.schedule.ScheduleStore;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An open store: the journal that writes it, and the reads. */
public final class Storage implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Storage.class);

  private final Journal journal;
  private final RunStore runs;
  private final ScheduleStore schedules;
  private final HandlerStore handlers;

  private Storage(Journal journal, RunStore runs, ScheduleStore schedules, HandlerStore handlers) {
    this.journal = journal;
    this.runs = runs;
    this.schedules = schedules;
    this.handlers = handlers;
  }

  /** Keeps everything in memory: fast, and gone with the process. */
  public static Storage memory(StorageOptions options) {
    MemoryData data = new MemoryData();
    Backend backend = new MemoryBackend(data, options.totalsKept());
    return new Storage(
        GroupCommitJournal.start(backend, options),
        new MemoryRunStore(data),
        new MemoryScheduleStore(data),
        () -> new TreeMap<>(data.handlers));
  }

  /**
   * Keeps everything in a data file, which is made if it is not there.
   *
   * @throws IllegalStateException if another process has the file, if a newer version made it, or
   *     if it cannot be used; the message names it and says what to do
   */
  public static Storage sqlite(Path file, StorageOptions options) {
    try {
      return on(SqliteFile.open(file), options);
    } catch (IOException | SQLException e) {
      throw new IllegalStateException(
          "The data file %s cannot be used: %s. Repair it, or choose another file."
              .formatted(file, e.getMessage()),
          e);
    }
  }

  /** Takes {@code database} over, and closes it in the end. */
  static Storage on(SqlDatabase database, StorageOptions options) throws SQLException {
    Backend backend = SqlBackend.open(database, options.totalsKept());
    SqlReads reads = new SqlReads(database);
    return new Storage(
        GroupCommitJournal.start(backend, options),
        new SqlRunStore(reads),
        new SqlScheduleStore(reads),
        new SqlHandlerStore(reads));
  }

  public Journal journal() {
    return journal;
  }

  public RunStore runs() {
    return runs;
  }

  public ScheduleStore schedules() {
    return schedules;
  }

  public HandlerStore handlers() {
    return handlers;
  }

  /** Loads what reads need, so that the first one does not take longer than the next. */
  public void warmUp() {
    try {
      runs.find(new RunId(0));
    } catch (RuntimeException failed) {
      LOG.debug("Not warmed up: the store is closed again, or the first read fails, too", failed);
    }
  }

  /** Commits what was handed in, then lets go of the data. Called once more, it does nothing. */
  @Override
  public void close() {
    journal.close();
  }
}
