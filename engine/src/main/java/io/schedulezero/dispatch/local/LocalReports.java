package io.schedulezero.dispatch.local;

import io.schedulezero.dispatch.AttemptReports;
import io.schedulezero.dispatch.MeanTimes;
import io.schedulezero.execution.Call;
import io.schedulezero.execution.CallListener;
import io.schedulezero.execution.Ending;
import io.schedulezero.execution.Line;
import io.schedulezero.run.AttemptOutcome;
import io.schedulezero.run.Failure;
import io.schedulezero.run.LogLine;
import io.schedulezero.run.Outcome;
import io.schedulezero.run.Outcome.Wish;
import io.schedulezero.run.RunId;
import java.util.List;
import java.util.Objects;

/** Says in the words of the engine what becomes of a call in this process. */
record LocalReports(RunId run, AttemptReports reports, MeanTimes means) implements CallListener {
  @Override
  public void ended(Call call, Ending ending) {
    if (ending.how() != Ending.How.CANCELLED) {
      boolean success = ending.how() == Ending.How.SUCCEEDED;
      means.ended(call.handler(), success, ending.took().toMillis());
    }
    reports.ended(run, call.fence(), outcome(ending));
  }

  @Override
  public void logged(Call call, List<Line> lines) {
    reports.logged(run, lines.stream().map(line -> line(call.attempt(), line)).toList());
  }

  @Override
  public void progressed(Call call, double fraction, String message) {
    reports.progressed(run, fraction, message);
  }

  private static LogLine line(int attempt, Line line) {
    int number = attempt * LogLine.MOST + line.number();
    return new LogLine(number, attempt, line.at(), line.level().name(), line.text());
  }

  private static Outcome outcome(Ending ending) {
    return switch (ending.how()) {
      case SUCCEEDED -> Outcome.succeeded(ending.result());
      case FAILED -> Outcome.failed(failure(ending), wish(ending));
      case TIMED_OUT -> Outcome.ended(AttemptOutcome.TIMED_OUT, failure(ending));
      case CANCELLED -> Outcome.ended(AttemptOutcome.CANCELLED, failure(ending));
    };
  }

  private static Failure failure(Ending ending) {
    io.schedulezero.execution.Failure of = Objects.requireNonNull(ending.failure());
    return new Failure(of.type(), of.message(), of.ownFrame(), of.stack());
  }

  private static Wish wish(Ending ending) {
    if (!ending.retryable()) {
      return new Wish.GiveUp();
    }
    return ending.retryAfter() == null ? new Wish.None() : new Wish.RetryAfter(ending.retryAfter());
  }
}
