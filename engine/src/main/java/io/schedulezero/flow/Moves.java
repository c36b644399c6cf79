package io.schedulezero.flow;

import io.schedulezero.outcome.Next;
import io.schedulezero.run.Attempt;
import io.schedulezero.run.Outcome;
import io.schedulezero.run.Run;
import io.schedulezero.run.RunState;
import java.time.Instant;
import java.util.Objects;

/** The moves of a run from state to state, each with all that changes. */
final class Moves {
  private Moves() {}

  static Run started(Run waiting, String target, long fence, Instant now) {
    Attempt before = waiting.attempt();
    int number = before == null ? 1 : before.number() + 1;
    return queued(waiting)
        .to(RunState.RUNNING)
        .attempt(new Attempt(number, fence, target, now, null, null, null))
        .attempts(waiting.attempts() + 1)
        .done();
  }

  /** A scheduled run whose time has come is queued, which nobody needs to write down. */
  private static Run queued(Run waiting) {
    return waiting.state() == RunState.SCHEDULED ? waiting.to(RunState.QUEUED).done() : waiting;
  }

  static Run again(Run run, Outcome outcome, Next.Again again, Instant now) {
    RunState state = again.at().isAfter(now) ? RunState.SCHEDULED : RunState.QUEUED;
    return run.to(state)
        .attempt(over(run, outcome, now))
        .attempts(again.counts() ? run.attempts() : run.attempts() - 1)
        .dueAt(again.at())
        .done();
  }

  static Run finished(Run run, Outcome outcome, Next.Done done, Instant now) {
    return run.to(done.state())
        .attempt(over(run, outcome, now))
        .result(outcome.result())
        .note(done.note())
        .finishedAt(now)
        .done();
  }

  /** A run that has not started is over before it did. */
  static Run cancelled(Run waiting, String reason, Instant now) {
    return waiting.to(RunState.CANCELLED).note(reason).finishedAt(now).done();
  }

  /** A run that may not start any more. */
  static Run failed(Run waiting, String why, Instant now) {
    return queued(waiting).to(RunState.FAILED).note(why).finishedAt(now).done();
  }

  /** A failed or cancelled run begins anew. */
  static Run retried(Run run, Instant now) {
    return run.to(RunState.QUEUED).attempts(0).note(null).dueAt(now).done();
  }

  private static Attempt over(Run run, Outcome outcome, Instant now) {
    return latest(run).ended(now, outcome.how(), outcome.failure());
  }

  private static Attempt latest(Run run) {
    return Objects.requireNonNull(run.attempt(), "a running run has an attempt");
  }
}
