package io.schedulezero.notify;

import io.schedulezero.run.Run;
import io.schedulezero.run.WorkerEvent;
import io.schedulezero.schedule.Skip;
import java.time.Duration;

/**
 * Hears what happens. Called on the threads of the engine, several of them; must be quick and must
 * not block.
 */
public interface EngineListener {
  /**
   * An attempt was handed to a target.
   *
   * @param waited since the run was due
   */
  default void started(Run run, Duration waited) {}

  /** Whether what starts is the first attempt of a fire, which shows how late schedules are. */
  static boolean isFirstOfFire(Run run) {
    return run.fire() != null && run.attempt() != null && run.attempt().number() == 1;
  }

  /** An attempt is over, and this is the run after it: finished, or scheduled to be tried again. */
  default void attemptEnded(Run run) {}

  /** The run is in a terminal state, and that is committed. */
  default void finished(Run run) {}

  /** Fires made no run. */
  default void skipped(Skip skip) {}

  /** A worker came, left, was drained, or does better or worse than it did. */
  default void worker(WorkerEvent event) {}

  /** No target can execute the handler, and that for a while; told once. Its runs wait. */
  default void targetMissing(String handler) {}

  /** After {@link #targetMissing}: a target can execute it again, or nobody wants it any more. */
  default void targetBack(String handler) {}
}
