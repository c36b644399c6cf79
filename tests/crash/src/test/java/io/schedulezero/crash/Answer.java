package io.schedulezero.crash;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the program under test answered. */
sealed interface Answer {
  /** The runs are committed: their ids in the order of the request. */
  record Accepted(List<String> ids) implements Answer {
    public Accepted {
      ids = List.copyOf(ids);
    }
  }

  /**
   * A schedule as it stands.
   *
   * @param plan null if there is none of this name
   */
  record Standing(@Nullable Content plan) implements Answer {}

  /** What tells one state of a schedule from another. */
  record Content(String tag, boolean paused, Instant createdAt) {}

  record State(String state) implements Answer {}

  /** Nothing has changed. */
  record Refused(String why) implements Answer {}
}
