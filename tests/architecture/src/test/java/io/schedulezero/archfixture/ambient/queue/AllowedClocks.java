package io.schedulezero.archfixture.ambient.queue;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.Date;
import org.jspecify.annotations.NullMarked;

@NullMarked
@SuppressWarnings("JavaUtilDate")
public final class AllowedClocks {
  Instant injected(InstantSource source) {
    return source.instant();
  }

  LocalDateTime local(Clock clock) {
    return LocalDateTime.now(clock);
  }

  Date date(long millis) {
    return new Date(millis);
  }
}
