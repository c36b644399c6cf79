package io.schedulezero.trigger;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** {@code first}, then {@code millis} after the instant that is asked about, a completion. */
record AfterCompletion(Instant first, long millis) implements Sequence {
  @Override
  public @Nullable Tick after(Instant completion) {
    if (completion.isBefore(first)) {
      return new Tick(first, false);
    }
    return new Tick(completion.truncatedTo(ChronoUnit.MILLIS).plusMillis(millis), false);
  }
}
