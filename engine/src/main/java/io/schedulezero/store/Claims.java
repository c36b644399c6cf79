package io.schedulezero.store;

import io.schedulezero.journal.Journal.Claimed;
import io.schedulezero.journal.Journal.Waiting;
import io.schedulezero.run.LaneName;
import io.schedulezero.run.Run;
import io.schedulezero.run.RunId;
import io.schedulezero.run.RunSpec;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Who holds which run: claims, and what happens to held runs when the engine starts or stops. */
final class Claims {
  /** In the words of the index {@code runs_waiting}. */
  private static final String WAITS = "owner IS NULL AND state <= 1";

  /** Unfinished, but not waiting: answered by two indexes, however many runs there are. */
  private static final String HELD =
      "id IN (SELECT id FROM runs WHERE handler IN (SELECT id FROM handlers) AND state <= 2"
          + " EXCEPT SELECT id FROM runs WHERE "
          + WAITS
          + ")";

  private final long epoch;
  private final HandlerIds handlers;
  private final Query<Run> due;
  private final Query<Head> nextHead;
  private final Query<Run> takeable;
  private final Query<Run> runningBefore;
  private final Batch own;
  private final Batch release;

  Claims(Statements statements, long epoch, HandlerIds handlers) throws SQLException {
    this.epoch = epoch;
    this.handlers = handlers;
    due =
        statements.query(
            RunRow.SELECT
                + "WHERE r.handler = ? AND r.lane = ? AND r.urgency = ? AND r.due_at < ?"
                + " AND r.owner IS NULL AND r.state <= 1 ORDER BY r.due_at, r.id",
            RunRow::read);
    nextHead =
        statements.query(
            "SELECT handler, lane, urgency, due_at FROM runs WHERE "
                + WAITS
                + " AND (handler, lane, urgency) > (?, ?, ?)"
                + " ORDER BY handler, lane, urgency, due_at LIMIT 1",
            row ->
                new Head(
                    new Lane(row.getLong(1), row.getString(2)), row.getInt(3), row.getLong(4)));
    takeable =
        statements.query(
            RunRow.SELECT + "WHERE r.id = ? AND (r.owner IS NULL OR r.state > 2 AND r.owner <> ?)",
            RunRow::read);
    runningBefore =
        statements.query(
            RunRow.SELECT + "WHERE r." + HELD + " AND r.state = 2 AND r.owner < ? ORDER BY r.id",
            RunRow::read);
    own = statements.batch("UPDATE runs SET owner = ? WHERE id = ?");
    release =
        statements.batch(
            "UPDATE runs SET owner = NULL WHERE " + HELD + " AND state <= 1 AND owner <= ?");
  }

  /** As the store names it. */
  private record Lane(long handler, String route) {
    static final Lane BEFORE_ALL = new Lane(-1, "");
  }

  /** The run of one lane and urgency that has waited longest. */
  private record Head(Lane lane, int urgency, long due) {}

  Claimed claim(String name, Instant until, int size) throws SQLException {
    LaneName parts = LaneName.of(name);
    Lane lane = new Lane(handlers.of(parts.handler()), parts.route());
    List<Run> runs = new ArrayList<>();
    AtomicInteger left = new AtomicInteger(size);
    Predicate<Run> roomForMore = run -> left.addAndGet(-run.spec().size()) > 0;
    for (int urgency = 0; urgency <= RunSpec.MAX_PRIORITY && left.get() > 0; urgency++) {
      runs.addAll(
          due.listWhile(roomForMore, lane.handler(), lane.route(), urgency, Micros.of(until)));
    }
    for (Run run : runs) {
      own.bind(epoch).bind(run.id().value()).add();
    }
    own.execute();
    return new Claimed(runs, earliestDue(lane));
  }

  private @Nullable Instant earliestDue(Lane lane) throws SQLException {
    Long earliest = null;
    for (Head head = headAfter(lane, -1);
        head != null && head.lane().equals(lane);
        head = headAfter(lane, head.urgency())) {
      earliest = earliest == null ? head.due() : Math.min(earliest, head.due());
    }
    return earliest == null ? null : Micros.toInstant(earliest);
  }

  /** Leaps through the index from one urgency to the next, over all that wait in between. */
  private @Nullable Head headAfter(Lane lane, int urgency) throws SQLException {
    List<Head> next = nextHead.list(lane.handler(), lane.route(), urgency);
    return next.isEmpty() ? null : next.get(0);
  }

  Optional<Run> take(RunId id) throws SQLException {
    List<Run> found = takeable.list(id.value(), epoch);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    own.bind(epoch).bind(id.value()).add();
    own.execute();
    return Optional.of(found.get(0));
  }

  List<Waiting> waiting() throws SQLException {
    List<Waiting> waiting = new ArrayList<>();
    for (Head head = headAfter(Lane.BEFORE_ALL, -1);
        head != null;
        head = headAfter(head.lane(), RunSpec.MAX_PRIORITY)) {
      Instant earliest = earliestDue(head.lane());
      if (earliest != null) {
        String name = handlers.name(head.lane().handler()) + head.lane().route();
        waiting.add(new Waiting(name, earliest));
      }
    }
    return waiting;
  }

  List<Run> recover() throws SQLException {
    releaseHeldBy(epoch - 1);
    List<Run> running = runningBefore.list(epoch);
    for (Run run : running) {
      own.bind(epoch).bind(run.id().value()).add();
    }
    own.execute();
    return running;
  }

  void release() throws SQLException {
    releaseHeldBy(epoch);
  }

  private void releaseHeldBy(long lastEpoch) throws SQLException {
    release.bind(lastEpoch).add();
    release.execute();
  }
}
