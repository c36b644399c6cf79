package io.schedulezero.dispatch;

import io.schedulezero.run.RunId;
import java.util.concurrent.CompletionStage;

/** Where attempts execute. Called on the flow's thread only; returns at once. */
public interface Target {
  /** {@code local}, or the worker's name. */
  String name();

  /** Whether it can execute this handler at all. */
  boolean hosts(String handler);

  /** How many more attempts it takes now. */
  int room();

  /**
   * Takes an attempt, and begins it once {@code mayBegin} is complete. Whatever becomes of it is
   * told to {@code reports}.
   */
  void start(Assignment assignment, AttemptReports reports, CompletionStage<?> mayBegin);

  /** Stops an attempt if it is under way; its end is reported as usual. */
  void cancel(RunId run, String reason);
}
