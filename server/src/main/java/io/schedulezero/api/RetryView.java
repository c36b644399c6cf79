package io.schedulezero.api;

import io.schedulezero.handler.Durations;
import io.schedulezero.input.Texts;
import io.schedulezero.run.RetryPolicy;
import org.jspecify.annotations.Nullable;

record RetryView(
    String backoff,
    int maxAttempts,
    String delay,
    String maxDelay,
    double factor,
    double jitter,
    @Nullable String maxAge) {
  static @Nullable RetryView of(@Nullable RetryPolicy retry) {
    return retry == null
        ? null
        : new RetryView(
            Texts.name(retry.backoff()),
            retry.maxAttempts(),
            Durations.format(retry.delay()),
            Durations.format(retry.maxDelay()),
            retry.factor(),
            retry.jitter(),
            Shown.duration(retry.maxAge()));
  }
}
