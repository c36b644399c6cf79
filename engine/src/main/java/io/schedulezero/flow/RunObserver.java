package io.schedulezero.flow;

import io.schedulezero.run.Run;
import io.schedulezero.run.RunId;

/** The neighbours of the run's story that go on from it. */
interface RunObserver {
  /** A run is over. On the flow's thread, before that is committed. */
  void finished(Run run);

  /** A run that was over waits again. On the flow's thread, before that is committed. */
  void beginsAnew(Run run);

  /** How far a handler says it is. Any thread. */
  void progressed(RunId run, double fraction, String message);
}
