package io.schedulezero.govern;

import io.schedulezero.run.Run;

/** A limit that admits runs. Called on the flow's thread only; never blocks. */
public interface Governor {
  /** Whether the run may start now. Takes nothing; {@link #started} does. */
  Verdict judge(Run run);

  /** The run was admitted and has started. */
  void started(Run run);

  /** An attempt that had started is over, however it ended. */
  void ended(Run run);

  /** What a governor says. */
  sealed interface Verdict {
    record Admit() implements Verdict {}

    /**
     * Not now; asked again when a run has ended.
     *
     * @param why for people, with figures
     */
    record Hold(String why) implements Verdict {}
  }
}
