package io.schedulezero.schedule;

import io.schedulezero.run.RunId;
import io.schedulezero.run.RunState;
import java.time.Instant;

/** What became of a fire: the run that it made, or the reason why it made none. */
public sealed interface PastFire {
  Instant time();

  record Made(Instant time, RunId run, RunState state) implements PastFire {}

  record Skipped(Skip skip) implements PastFire {
    @Override
    public Instant time() {
      return skip.last();
    }
  }
}
