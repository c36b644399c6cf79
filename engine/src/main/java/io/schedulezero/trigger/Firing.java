package io.schedulezero.trigger;

import io.schedulezero.run.ScheduleId;
import java.time.Instant;

/** Called by a {@link Timer} on its own thread; must not block. */
@FunctionalInterface
public interface Firing {
  /**
   * A fire is due.
   *
   * @param nominal the {@link Nominal#time} of that fire
   */
  void fired(ScheduleId id, Instant nominal);
}
