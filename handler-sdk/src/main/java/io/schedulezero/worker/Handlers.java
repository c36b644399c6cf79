package io.schedulezero.worker;

import io.schedulezero.execution.Call;
import java.time.Duration;

/**
 * The handlers of this process, as a session sees them. What becomes of a call is told to {@link
 * Session#ended} and its like, later.
 */
interface Handlers {
  boolean host(String handler);

  Running begin(Call call);

  /** A call under way. */
  interface Running {
    /** Asks the handler to stop, and interrupts it after {@code patience}. */
    void cancel(String reason, Duration patience);
  }
}
