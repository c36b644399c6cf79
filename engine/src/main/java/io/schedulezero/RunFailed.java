package io.schedulezero;

import io.schedulezero.run.Attempt;
import io.schedulezero.run.Failure;
import io.schedulezero.run.Run;

/** A run whose result was asked for did not succeed. */
public final class RunFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Run run;

  RunFailed(Run run) {
    super(message(run));
    this.run = run;
  }

  private static String message(Run run) {
    Attempt attempt = run.attempt();
    Failure failure = attempt == null ? null : attempt.failure();
    String why = failure == null ? "" : ": " + failure.type() + ": " + failure.message();
    return "Run " + run.id() + " of " + run.spec().handler() + " is " + run.state() + why;
  }

  public Run run() {
    return run;
  }
}
