package io.schedulezero.run;

/** Where a run is in its life. Only {@code flow} moves a run from one state to another. */
public enum RunState {
  /** Due later: delayed by its author, or a retry that waits for its delay. */
  SCHEDULED,
  /** Due, and waiting for its turn. */
  QUEUED,
  /** Handed to a target. */
  RUNNING,
  SUCCEEDED,
  /** The last attempt failed. All runs in this state are the dead letters. */
  FAILED,
  CANCELLED,
  /** Was due, but a policy decided against it. */
  SKIPPED;

  /** The one table of transitions. */
  public boolean canBecome(RunState next) {
    return switch (this) {
      case SCHEDULED -> next == QUEUED || next == CANCELLED || next == SKIPPED;
      case QUEUED -> next == RUNNING || next == CANCELLED || next == SKIPPED || next == FAILED;
      case RUNNING ->
          next == SUCCEEDED
              || next == FAILED
              || next == CANCELLED
              || next == SCHEDULED
              || next == QUEUED;
      case FAILED, CANCELLED -> next == QUEUED;
      case SUCCEEDED, SKIPPED -> false;
    };
  }

  /** Whether nothing more happens to the run by itself. */
  public boolean isTerminal() {
    return switch (this) {
      case SCHEDULED, QUEUED, RUNNING -> false;
      case SUCCEEDED, FAILED, CANCELLED, SKIPPED -> true;
    };
  }
}
