package io.schedulezero.store;

import io.schedulezero.journal.Change.AddRun;
import io.schedulezero.journal.Change.MoveRun;
import io.schedulezero.run.Attempt;
import io.schedulezero.run.AttemptOutcome;
import io.schedulezero.run.Failure;
import io.schedulezero.run.Fire;
import io.schedulezero.run.Run;
import io.schedulezero.run.RunId;
import io.schedulezero.run.RunSpec;
import io.schedulezero.run.RunState;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** New runs and moves of runs: notes them, then writes each kind as one batch. */
final class RunWrites {
  private static final String MOVE =
      "UPDATE runs SET state = ?, owner = ?, due_at = ?, attempts = ?, finished_at = ?, note = ?,"
          + " result = ?, number = ?, fence = ?, target = ?, started_at = ?, ended_at = ?,"
          + " outcome = ?, error_type = ?, error_message = ?, error_frame = ?, error_stack = ?"
          + " WHERE id = ? AND fence <= ?";

  private final long epoch;
  private final HandlerIds handlers;
  private final FinishedTotals finished;
  private final Batch insert;
  private final Batch keepAttempt;
  private final Batch reopen;
  private final Batch move;
  private final Batch moveReopened;
  private final Batch handOver;
  private final TakenRuns taken;
  private final List<Added> added = new ArrayList<>();
  private final Map<RunId, Moved> moved = new LinkedHashMap<>();
  private final List<MoveRun> ended = new ArrayList<>();

  RunWrites(Statements statements, long epoch, HandlerIds handlers, FinishedTotals finished)
      throws SQLException {
    this.epoch = epoch;
    this.handlers = handlers;
    this.finished = finished;
    insert =
        statements.batch(
            "INSERT INTO runs (id, handler, state, urgency, owner, created_at, due_at, schedule,"
                + " fire_time, unique_key, timeout, retry, tags, route, lane, args) VALUES (?, ?,"
                + " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");
    keepAttempt =
        statements.batch(
            "INSERT INTO attempts (run, "
                + RunRow.ATTEMPT_COLUMNS
                + ") SELECT id, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM runs WHERE id = ? AND fence <= ?"
                + " ON CONFLICT DO NOTHING");
    reopen =
        statements.batch(
            "UPDATE finished SET runs = runs - 1 WHERE (handler, state) IN"
                + " (SELECT handler, state FROM runs WHERE id = ? AND fence <= ? AND state > 2)");
    move = statements.batch(MOVE + " AND state <= 2");
    moveReopened = statements.batch(MOVE);
    handOver =
        statements.batch("UPDATE runs SET owner = ? WHERE id = ? AND fence <= ? AND state > 2");
    taken = new TakenRuns(statements);
  }

  /** A new run, and where to say that it was not new. */
  private record Added(AddRun change, GrowingReceipt receipt, int position) {}

  /**
   * The last of a run's moves.
   *
   * @param reopened it was queued on the way, which is what a finished run can become
   */
  private record Moved(MoveRun change, boolean reopened) {}

  void add(AddRun change, GrowingReceipt receipt, int position) {
    added.add(new Added(change, receipt, position));
    Run run = change.run();
    boolean fresh =
        run.attempt() == null
            && run.attempts() == 0
            && run.note() == null
            && run.result() == null
            && !run.state().isTerminal();
    if (!fresh) {
      move(new MoveRun(run, null, change.held()));
    }
  }

  void move(MoveRun change) {
    Run run = change.run();
    Moved before = moved.get(run.id());
    if (before != null && fence(before.change().run()) > fence(run)) {
      return;
    }
    boolean reopened = run.state() == RunState.QUEUED || (before != null && before.reopened());
    moved.put(run.id(), new Moved(change, reopened));
    if (change.ended() != null) {
      ended.add(change);
    }
  }

  void flush() throws SQLException {
    if (!added.isEmpty()) {
      insertAdded();
    }
    if (!moved.isEmpty()) {
      keepEnded();
      List<MoveRun> plain = new ArrayList<>();
      List<MoveRun> reopened = new ArrayList<>();
      for (Moved each : moved.values()) {
        (each.reopened() ? reopened : plain).add(each.change());
      }
      moved.clear();
      move(plain);
      moveReopened(reopened);
    }
  }

  private void insertAdded() throws SQLException {
    for (Added each : added) {
      bind(each.change());
    }
    int[] inserted = insert.execute();
    for (int i = 0; i < inserted.length; i++) {
      if (inserted[i] == 0) {
        Added refused = added.get(i);
        Run run = refused.change().run();
        refused
            .receipt()
            .taken(refused.position(), taken.by(run, handlers.of(run.spec().handler())));
      }
    }
    added.clear();
  }

  private void bind(AddRun change) throws SQLException {
    Run run = change.run();
    RunSpec spec = run.spec();
    Fire fire = run.fire();
    RunState state = run.state().isTerminal() ? RunState.QUEUED : run.state();
    insert
        .bind(run.id().value())
        .bind(handlers.of(spec.handler()))
        .bind(Codes.of(state))
        .bind(RunSpec.MAX_PRIORITY - spec.priority())
        .bind(owner(change.held()))
        .bind(Micros.of(run.createdAt()))
        .bind(Micros.of(run.dueAt()))
        .bind(fire == null ? null : fire.schedule().value())
        .bind(fire == null ? null : Micros.orNull(fire.time()))
        .bind(spec.key())
        .bind(SpecCodec.nanos(spec.timeout()))
        .bind(SpecCodec.writeRetry(spec.retry()))
        .bind(SpecCodec.writeTags(spec.tags()))
        .bind(RouteCodec.write(spec.route()))
        .bind(spec.route().lane())
        .bind(spec.args())
        .add();
  }

  private void keepEnded() throws SQLException {
    for (MoveRun each : ended) {
      Attempt attempt = each.ended();
      if (attempt != null) {
        bindAttempt(keepAttempt, attempt);
        keepAttempt.bind(each.run().id().value()).bind(fence(each.run())).add();
      }
    }
    ended.clear();
    keepAttempt.execute();
  }

  private void move(List<MoveRun> moves) throws SQLException {
    for (MoveRun each : moves) {
      bindMove(move, each);
    }
    int[] changed = move.execute();
    for (int i = 0; i < changed.length; i++) {
      if (changed[i] > 0) {
        count(moves.get(i).run());
      } else {
        Run run = moves.get(i).run();
        handOver.bind(owner(moves.get(i).held())).bind(run.id().value()).bind(fence(run)).add();
      }
    }
    handOver.execute();
  }

  private void moveReopened(List<MoveRun> moves) throws SQLException {
    for (MoveRun each : moves) {
      reopen.bind(each.run().id().value()).bind(fence(each.run())).add();
      bindMove(moveReopened, each);
    }
    reopen.execute();
    int[] changed = moveReopened.execute();
    for (int i = 0; i < changed.length; i++) {
      if (changed[i] > 0) {
        count(moves.get(i).run());
      }
    }
  }

  private void count(Run run) {
    if (run.state().isTerminal()) {
      finished.add(run);
    }
  }

  private void bindMove(Batch batch, MoveRun change) throws SQLException {
    Run run = change.run();
    batch
        .bind(Codes.of(run.state()))
        .bind(owner(change.held()))
        .bind(Micros.of(run.dueAt()))
        .bind(run.attempts())
        .bind(Micros.orNull(run.finishedAt()))
        .bind(run.note())
        .bind(run.result());
    bindAttempt(batch, run.attempt());
    batch.bind(run.id().value()).bind(fence(run)).add();
  }

  private static void bindAttempt(Batch batch, @Nullable Attempt attempt) throws SQLException {
    if (attempt == null) {
      batch.bindNulls(1).bind(0).bindNulls(8);
      return;
    }
    Failure failure = attempt.failure();
    AttemptOutcome outcome = attempt.outcome();
    batch
        .bind(attempt.number())
        .bind(attempt.fence())
        .bind(attempt.target())
        .bind(Micros.of(attempt.startedAt()))
        .bind(Micros.orNull(attempt.endedAt()))
        .bind(outcome == null ? null : (Long) (long) Codes.of(outcome));
    if (failure == null) {
      batch.bindNulls(4);
    } else {
      batch
          .bind(failure.type())
          .bind(failure.message())
          .bind(failure.ownFrame())
          .bind(failure.stack());
    }
  }

  private @Nullable Long owner(boolean held) {
    return held ? (Long) epoch : null;
  }

  private static long fence(Run run) {
    return run.attempt() == null ? 0 : run.attempt().fence();
  }
}
