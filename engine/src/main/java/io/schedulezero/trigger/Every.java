package io.schedulezero.trigger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * {@code first}, then again and again {@code millis} apart. Computed from the first, so that it
 * never drifts.
 */
record Every(Instant first, long millis) implements Sequence {
  @Override
  public @Nullable Tick after(Instant instant) {
    if (instant.isBefore(first)) {
      return new Tick(first, false);
    }
    long elapsed = instant.toEpochMilli() - first.toEpochMilli();
    return new Tick(first.plusMillis((elapsed / millis + 1) * millis), false);
  }

  @Override
  public Row rowFrom(Tick tick, Instant limit) {
    long more = (limit.toEpochMilli() - tick.time().toEpochMilli()) / millis;
    return new Row(tick.time().plusMillis(more * millis), more + 1);
  }
}
