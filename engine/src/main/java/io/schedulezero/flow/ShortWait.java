package io.schedulezero.flow;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A short wait by the system's clock, which may be set meanwhile: it is over at the latest after
 * its length, and also when the clock went back to before it began.
 */
final class ShortWait {
  private final Duration length;
  private @Nullable Instant since;

  ShortWait(Duration length) {
    this.length = length;
  }

  void begin(Instant now) {
    since = now;
  }

  void forget() {
    since = null;
  }

  /** Whether it was begun and not forgotten, over or not. */
  boolean isSet() {
    return since != null;
  }

  boolean isUnderWay(Instant now) {
    Instant from = since;
    return from != null && !now.isBefore(from) && now.isBefore(from.plus(length));
  }

  /** When it is over, if nobody sets the clock; null if it is not set. */
  @Nullable Instant until() {
    Instant from = since;
    return from == null ? null : from.plus(length);
  }
}
