package io.schedulezero.schedule;

/** What happens when a schedule fires while a run of an earlier fire has not finished. */
public enum Overlap {
  ALLOW,
  /** The new fire makes no run; the skip is recorded. */
  SKIP,
  /** The new run waits for the earlier ones. */
  QUEUE,
  /** The earlier runs are cancelled. */
  CANCEL_RUNNING
}
