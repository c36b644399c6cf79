package io.schedulezero.trigger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The fires of a trigger, before any policy. Immutable. */
sealed interface Sequence permits Once, Every, AfterCompletion, ZonedTimes {
  /** The first fire strictly after {@code instant}; null if there is none. */
  @Nullable Tick after(Instant instant);

  /**
   * As many fires in a row, beginning with {@code first} and none of them after {@code limit}, as
   * can be counted without visiting each. At least the first.
   *
   * @param first a fire of this sequence, not after {@code limit}
   */
  default Row rowFrom(Tick first, Instant limit) {
    return new Row(first.time(), 1);
  }

  /**
   * One fire.
   *
   * @param missing whether the local time that is meant does not exist and is not made up for
   */
  record Tick(Instant time, boolean missing) {}

  /** Fires in a row: the last of them, and how many. */
  record Row(Instant last, long count) {}
}
