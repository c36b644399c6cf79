package io.schedulezero.flow;

import io.schedulezero.dispatch.AttemptReports;
import io.schedulezero.dispatch.Target;
import io.schedulezero.govern.Governor.Verdict;
import io.schedulezero.journal.Change;
import io.schedulezero.journal.Change.MoveRun;
import io.schedulezero.journal.Receipt;
import io.schedulezero.outcome.Next;
import io.schedulezero.outcome.RetryRules;
import io.schedulezero.queue.RunQueue;
import io.schedulezero.run.Attempt;
import io.schedulezero.run.AttemptOutcome;
import io.schedulezero.run.Failure;
import io.schedulezero.run.LogLine;
import io.schedulezero.run.Outcome;
import io.schedulezero.run.Run;
import io.schedulezero.run.RunId;
import io.schedulezero.run.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The life of a run, top to bottom. Nothing else moves a run from one state to another. */
public final class RunFlow implements AttemptReports {
  /** However fast the targets are, what else there is to do waits for no more than this. */
  private static final int STARTS_PER_TURN = 1_000;

  private static final CompletableFuture<?> AT_ONCE = CompletableFuture.completedFuture(null);

  private final FlowParts parts;
  private final FlowParts.Stages stages;
  private final Intake intake;
  private final Losses losses;
  private final RunObserver observer;
  private final CompletableFuture<Void> idle = new CompletableFuture<>();
  private boolean stopping;

  RunFlow(FlowParts parts, Intake intake, Losses losses, RunObserver observer) {
    this.parts = parts;
    this.stages = parts.stages();
    this.intake = intake;
    this.losses = losses;
    this.observer = observer;
  }

  /** Somebody wants runs, or a fire makes them: they exist from the commit on. Any thread. */
  CompletableFuture<Receipt> submit(List<Run> runs, List<Change> together) {
    return intake.submit(runs, together);
  }

  /** Whatever is due and admitted leaves for a target. Returns when the next run becomes due. */
  @Nullable Instant pump(Instant now) {
    RunQueue queue = stages.queue();
    queue.turn(now);
    if (!queue.isIdle() && stages.dispatcher().look()) {
      queue.recall();
    }
    int starts = 0;
    while (!stopping && parts.ledger().keepsUp() && stages.dispatcher().hasRoom()) {
      if (starts == STARTS_PER_TURN) {
        return now;
      }
      Run run = queue.peek();
      if (run == null) {
        break;
      }
      if (stages.governor().judge(run) instanceof Verdict.Hold) {
        queue.setAside();
        continue;
      }
      Target target = stages.dispatcher().pick(run);
      if (target == null) {
        queue.park(stages.dispatcher().mayFind(run));
      } else {
        start(queue.poll(), target, now);
        starts++;
      }
    }
    return queue.nextDue();
  }

  /**
   * The run goes to a target; one that must not have it twice, or a target that outlives this
   * process, not before the start is committed.
   */
  private void start(Run waiting, Target target, Instant now) {
    HandlerRules rules = parts.rulesOf(waiting);
    String forbidden = rules.forbids(waiting);
    if (forbidden != null) {
      finish(Moves.failed(waiting, forbidden, now), () -> {});
      return;
    }
    long fence = parts.fences().next();
    Run run = Moves.started(waiting, target.name(), fence, now);
    Change started = new MoveRun(run, waiting.attempt(), true);
    parts.active().put(run.id(), new Active(run, fence, target));
    stages.governor().started(run);
    if (rules.atMostOnce() || target.isRemote()) {
      CompletableFuture<Void> committed = new CompletableFuture<>();
      parts.ledger().record(started, () -> committed.complete(null));
      target.start(rules.assignment(run, fence), this, committed);
    } else {
      parts.ledger().record(started);
      target.start(rules.assignment(run, fence), this, AT_ONCE);
    }
    stages.notifier().started(run, Duration.between(waiting.dueAt(), now));
  }

  /** A target is done with an attempt. Any thread. */
  @Override
  public void ended(RunId id, long fence, Outcome outcome, Consumer<Recorded> recorded) {
    if (outcome.how() == AttemptOutcome.LOST) {
      losses.with(id, count -> settle(id, fence, outcome, count, recorded));
    } else {
      parts.loop().execute(() -> settle(id, fence, outcome, 0, recorded));
    }
  }

  /** The attempt is over: the run is finished, or is tried again. A stale attempt has no say. */
  private void settle(
      RunId id, long fence, Outcome outcome, int losses, Consumer<Recorded> recorded) {
    Active attempt = leave(id, fence);
    if (attempt == null) {
      recorded.accept(Recorded.STALE);
      return;
    }
    Instant now = parts.now();
    Run run = attempt.run();
    Next next = next(run, outcome, losses, now);
    follow(run, outcome, next, now, () -> recorded.accept(Recorded.COMMITTED));
    tellIfIdle();
  }

  private @Nullable Active leave(RunId id, long fence) {
    Active attempt = parts.active().get(id);
    if (attempt == null || attempt.fence() != fence) {
      return null;
    }
    parts.active().remove(id);
    stages.governor().ended(attempt.run());
    return attempt;
  }

  private Next next(Run run, Outcome outcome, int losses, Instant now) {
    HandlerRules rules = parts.rulesOf(run);
    boolean wanted = run.note() == null; // a note says: people cancelled it
    if (outcome.how() == AttemptOutcome.LOST) {
      return wanted
          ? RetryRules.afterLoss(run, losses, !rules.atMostOnce())
          : new Next.Done(RunState.CANCELLED, run.note());
    }
    return wanted && !rules.atMostOnce()
        ? RetryRules.afterStop(run, outcome, rules.retryOf(run.spec()), now)
        : RetryRules.after(run, outcome, rules.retryOf(run.spec()), now);
  }

  /** What comes next is written down, and happens. */
  void follow(Run run, Outcome outcome, Next next, Instant now, Runnable committed) {
    if (next instanceof Next.Again again) {
      Run waiting = Moves.again(run, outcome, again, now);
      boolean held = !stopping && intake.reserve(waiting);
      intake.again(waiting, held, committed);
      stages.notifier().attemptEnded(waiting);
    } else if (next instanceof Next.Done done) {
      Run over = Moves.finished(run, outcome, done, now);
      stages.notifier().attemptEnded(over);
      finish(over, committed);
    }
  }

  /** A target gives an attempt back that has not begun. Any thread. */
  @Override
  public void returned(RunId id, long fence, String why) {
    parts.loop().execute(() -> takeBack(id, fence, why));
  }

  private void takeBack(RunId id, long fence, String why) {
    Active attempt = leave(id, fence);
    if (attempt == null) {
      return;
    }
    Run run = attempt.run();
    Outcome outcome = Outcome.ended(AttemptOutcome.CANCELLED, Failure.of("returned", why));
    Next next =
        run.note() == null
            ? new Next.Again(run.dueAt(), false)
            : new Next.Done(RunState.CANCELLED, run.note());
    follow(run, outcome, next, parts.now(), () -> {});
    tellIfIdle();
  }

  /** An attempt of an earlier process goes on; or nobody can have it any more, and null. */
  boolean goesOn(Run run) {
    Attempt latest = run.attempt();
    Target target =
        latest == null
            ? null
            : stages
                .dispatcher()
                .adopt(parts.rulesOf(run).assignment(run, latest.fence()), latest.target(), this);
    if (latest == null || target == null) {
      return false;
    }
    parts.active().put(run.id(), new Active(run, latest.fence(), target));
    stages.governor().started(run);
    return true;
  }

  /** The run is over. Those who wait are told when that is committed. */
  void finish(Run run, Runnable committed) {
    Change over = new MoveRun(run, null, false);
    parts
        .ledger()
        .record(
            over,
            () -> {
              stages.notifier().finished(run);
              committed.run();
            });
    stages.queue().ended(run.id());
    observer.finished(run);
  }

  /** A run that was over waits again. */
  void beginsAnew(Run run) {
    observer.beginsAnew(run);
  }

  @Override
  public void logged(RunId run, List<LogLine> lines) {
    parts.loop().execute(() -> parts.ledger().record(new Change.AddLogs(run, lines)));
  }

  @Override
  public void progressed(RunId run, double fraction, String message) {
    observer.progressed(run, fraction, message);
  }

  /**
   * From here on nothing starts, and what is stopped goes back to the queue. Completes when nothing
   * is under way in this process; what remote targets have goes on, and the next start takes it up.
   */
  CompletableFuture<Void> stop() {
    stopping = true;
    tellIfIdle();
    return idle;
  }

  boolean isStopping() {
    return stopping;
  }

  private void tellIfIdle() {
    if (stopping && parts.active().values().stream().allMatch(each -> each.target().isRemote())) {
      idle.complete(null);
    }
  }
}
