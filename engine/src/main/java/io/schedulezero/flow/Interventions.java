package io.schedulezero.flow;

import io.schedulezero.flow.Refused.Reason;
import io.schedulezero.journal.Change.MoveRun;
import io.schedulezero.journal.JournalUnavailable;
import io.schedulezero.run.Run;
import io.schedulezero.run.RunId;
import io.schedulezero.run.RunState;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** What people do to a run: stop it, or have it run again. */
public final class Interventions {
  private final FlowParts parts;
  private final RunFlow flow;
  private final Intake intake;
  private final Map<Long, CompletableFuture<Run>> open = new ConcurrentHashMap<>();
  private final AtomicLong asked = new AtomicLong();

  Interventions(FlowParts parts, RunFlow flow, Intake intake) {
    this.parts = parts;
    this.flow = flow;
    this.intake = intake;
  }

  /**
   * Stops a run, wherever it is. Completes with the run as it then stands: committed, or still
   * running but told.
   */
  public CompletableFuture<Run> cancel(RunId id, String reason) {
    CompletableFuture<Run> done = opened();
    parts.loop().execute(() -> cancel(id, reason, done));
    return done;
  }

  private void cancel(RunId id, String reason, CompletableFuture<Run> done) {
    Active active = parts.active().get(id);
    if (active == null && refusesWhenStopping(done)) {
      return;
    }
    Optional<Run> waiting = parts.stages().queue().remove(id);
    if (active != null) {
      Run noted = active.run().noted(reason);
      parts.active().put(id, new Active(noted, active.fence(), active.target()));
      active.target().cancel(id, reason);
      done.complete(noted);
    } else if (waiting.isPresent()) {
      cancelWaiting(waiting.get(), reason, done);
    } else {
      take(id, done, run -> cancelTaken(run, reason, done), () -> cancelHeld(id, reason, done));
    }
  }

  /** The engine holds it, and perhaps did not know it yet when it was looked for. */
  private void cancelHeld(RunId id, String reason, CompletableFuture<Run> done) {
    if (parts.active().containsKey(id) || parts.stages().queue().holds(id)) {
      cancel(id, reason, done);
    } else {
      done.completeExceptionally(unavailable(id));
    }
  }

  private void cancelTaken(Run run, String reason, CompletableFuture<Run> done) {
    if (run.state().isTerminal()) {
      giveBack(run, done, "cannot be cancelled: it is " + word(run.state()) + " already");
    } else {
      cancelWaiting(run, reason, done);
    }
  }

  private void cancelWaiting(Run waiting, String reason, CompletableFuture<Run> done) {
    Run cancelled = Moves.cancelled(waiting, reason, parts.now());
    flow.finish(cancelled, () -> done.complete(cancelled));
  }

  private CompletableFuture<Run> opened() {
    CompletableFuture<Run> done = new CompletableFuture<>();
    long number = asked.incrementAndGet();
    open.put(number, done);
    done.whenComplete((run, failure) -> open.remove(number));
    return done;
  }

  /** The store is closed: who still waits for a commit is told that it is not known. */
  void closed(RuntimeException why) {
    open.values().forEach(done -> done.completeExceptionally(why));
  }

  /** Runs a failed or cancelled run again. Completes when that is committed. */
  public CompletableFuture<Run> retry(RunId id) {
    CompletableFuture<Run> done = opened();
    parts.loop().execute(() -> retry(id, done));
    return done;
  }

  private void retry(RunId id, CompletableFuture<Run> done) {
    if (!refusesWhenStopping(done)) {
      Runnable refused = () -> done.completeExceptionally(unavailable(id));
      take(id, done, run -> retryTaken(run, done), refused);
    }
  }

  /** What would be written now might not be, and whoever waits for it would wait for ever. */
  private boolean refusesWhenStopping(CompletableFuture<Run> done) {
    if (flow.isStopping()) {
      done.completeExceptionally(
          new JournalUnavailable("Nothing was changed: the engine is stopping", null));
    }
    return flow.isStopping();
  }

  private void retryTaken(Run run, CompletableFuture<Run> done) {
    if (!run.state().canBecome(RunState.QUEUED) || !run.state().isTerminal()) {
      giveBack(run, done, "cannot run again: it is " + word(run.state()));
      return;
    }
    Run again = Moves.retried(run, parts.now());
    boolean held = intake.reserve(again);
    intake.again(again, held, () -> done.complete(again));
    flow.beginsAnew(again);
  }

  private void take(RunId id, CompletableFuture<Run> done, Consumer<Run> taken, Runnable notTaken) {
    parts
        .ledger()
        .take(id)
        .whenComplete(
            (run, failure) ->
                parts
                    .loop()
                    .execute(
                        () -> {
                          if (failure != null) {
                            done.completeExceptionally(failure);
                          } else if (run.isPresent()) {
                            taken.accept(run.get());
                          } else {
                            notTaken.run();
                          }
                        }));
  }

  private void giveBack(Run run, CompletableFuture<Run> done, String why) {
    if (run.state().isTerminal()) {
      parts.ledger().record(new MoveRun(run, null, false));
    } else {
      intake.again(run, false, () -> {});
    }
    done.completeExceptionally(new Refused(Reason.CONFLICT, "Run " + run.id() + " " + why));
  }

  private static Refused unavailable(RunId id) {
    return new Refused(
        Reason.CONFLICT, "Run " + id + " does not exist or is changing just now; look again");
  }

  private static String word(RunState state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
