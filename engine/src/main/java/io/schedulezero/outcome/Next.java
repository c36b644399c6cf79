package io.schedulezero.outcome;

import io.schedulezero.run.RunState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What follows an attempt that has ended. */
public sealed interface Next {
  /**
   * The run is over.
   *
   * @param note why there is no further attempt, where the outcome alone does not say it
   */
  record Done(RunState state, @Nullable String note) implements Next {}

  /**
   * Another attempt, not before {@code at}.
   *
   * @param counts whether the attempt that ended counts against the retry policy
   */
  record Again(Instant at, boolean counts) implements Next {}
}
