package io.schedulezero.store;

import io.schedulezero.journal.Change;
import io.schedulezero.journal.Change.AddLogs;
import io.schedulezero.journal.Change.AddRun;
import io.schedulezero.journal.Change.MoveRun;
import io.schedulezero.journal.Change.SaveHandler;
import io.schedulezero.journal.Journal.Claimed;
import io.schedulezero.journal.Journal.Retention;
import io.schedulezero.journal.Journal.Waiting;
import io.schedulezero.journal.Receipt;
import io.schedulezero.run.Run;
import io.schedulezero.run.RunId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Writes changes in batches, a batch for each kind of statement: runs are added before they move,
 * and no kind depends on the order of the others. Anything but a write first carries out the writes
 * before it.
 */
final class SqlTransaction implements Transaction, AutoCloseable {
  private final Statements statements;
  private final FinishedTotals finished = new FinishedTotals();
  private final RunWrites runs;
  private final LogWrites logs;
  private final HandlerWrites descriptions;
  private final ScheduleWrites schedules;
  private final TotalsWrites totals;
  private final Claims claims;
  private final SqlPurge purge;

  SqlTransaction(Connection connection, long epoch, Duration totalsKept) throws SQLException {
    statements = new Statements(connection);
    HandlerIds handlers = new HandlerIds(statements);
    runs = new RunWrites(statements, epoch, handlers, finished);
    logs = new LogWrites(statements);
    descriptions = new HandlerWrites(statements);
    schedules = new ScheduleWrites(statements);
    totals = new TotalsWrites(statements, handlers);
    claims = new Claims(statements, epoch, handlers);
    purge = new SqlPurge(statements, epoch, totalsKept);
  }

  @Override
  public Supplier<Receipt> write(List<Change> changes) {
    GrowingReceipt receipt = new GrowingReceipt();
    for (int i = 0; i < changes.size(); i++) {
      Change change = changes.get(i);
      if (change instanceof AddRun add) {
        runs.add(add, receipt, i);
      } else if (change instanceof MoveRun move) {
        runs.move(move);
      } else if (change instanceof AddLogs add) {
        logs.add(add);
      } else if (change instanceof SaveHandler save) {
        descriptions.add(save);
      } else {
        schedules.add(change);
      }
    }
    return receipt;
  }

  @Override
  public void flush() {
    sql(
        () -> {
          runs.flush();
          logs.flush();
          descriptions.flush();
          schedules.flush();
          totals.flush(finished);
          return true;
        });
  }

  @Override
  public Claimed claim(String lane, Instant until, int size) {
    return afterWrites(() -> claims.claim(lane, until, size));
  }

  @Override
  public Optional<Run> take(RunId id) {
    return afterWrites(() -> claims.take(id));
  }

  @Override
  public List<Waiting> waiting() {
    return afterWrites(claims::waiting);
  }

  @Override
  public List<Run> recover() {
    return afterWrites(claims::recover);
  }

  @Override
  public void release() {
    afterWrites(
        () -> {
          claims.release();
          return true;
        });
  }

  @Override
  public int purge(List<Retention> rules, Instant now, int limit) {
    return afterWrites(() -> purge.purge(rules, now, limit));
  }

  private <T> T afterWrites(Work<T> work) {
    flush();
    return sql(work);
  }

  private static <T> T sql(Work<T> work) {
    try {
      return work.done();
    } catch (SQLException e) {
      throw new StoreFailure(e);
    }
  }

  /** Something that the database may refuse. */
  private interface Work<T> {
    T done() throws SQLException;
  }

  @Override
  public void close() throws SQLException {
    statements.close();
  }
}
