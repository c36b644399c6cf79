package io.schedulezero.trigger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

record Once(Instant time) implements Sequence {
  @Override
  public @Nullable Tick after(Instant instant) {
    return time.isAfter(instant) ? new Tick(time, false) : null;
  }
}
