package io.schedulezero.flow;

import io.schedulezero.run.RunId;

/** Hears how far handlers say they are. Any thread; must be quick. */
public interface RunProgressListener {
  void progressed(RunId run, double fraction, String message);

  /** The run is over. */
  void forget(RunId run);
}
