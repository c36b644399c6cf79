package io.schedulezero.dispatch;

/**
 * Executes runs that are for each worker: a target that makes further runs, and takes up again what
 * an earlier process began.
 */
public interface Broadcaster extends Target {
  /** Name of the target, which no worker may have. */
  String BROADCAST = "broadcast";

  /** As {@link Adoption#adopt}. */
  Target adopt(Assignment attempt, AttemptReports reports);
}
