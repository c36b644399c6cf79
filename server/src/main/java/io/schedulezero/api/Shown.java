package io.schedulezero.api;

import io.schedulezero.handler.Durations;
import io.schedulezero.input.Texts;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Values as answers write them. */
final class Shown {
  private Shown() {}

  static @Nullable String instant(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }

  static @Nullable String duration(@Nullable Duration duration) {
    return duration == null ? null : Durations.format(duration);
  }

  static @Nullable String name(@Nullable Enum<?> value) {
    return value == null ? null : Texts.name(value);
  }

  static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  static @Nullable Long millis(@Nullable Instant from, @Nullable Instant to) {
    return from == null || to == null ? null : Math.max(0, Duration.between(from, to).toMillis());
  }
}
