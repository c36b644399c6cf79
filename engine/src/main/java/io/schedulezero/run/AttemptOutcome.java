package io.schedulezero.run;

/** How an attempt ended. */
public enum AttemptOutcome {
  SUCCEEDED,
  FAILED,
  TIMED_OUT,
  CANCELLED,
  /** Its target vanished. */
  LOST
}
