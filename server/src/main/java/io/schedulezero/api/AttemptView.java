package io.schedulezero.api;

import io.schedulezero.run.Attempt;
import org.jspecify.annotations.Nullable;

record AttemptView(
    int number,
    long fence,
    String worker,
    String startedAt,
    @Nullable String endedAt,
    @Nullable String outcome,
    @Nullable FailureView error) {
  static AttemptView of(Attempt attempt) {
    return new AttemptView(
        attempt.number(),
        attempt.fence(),
        attempt.target(),
        attempt.startedAt().toString(),
        Shown.instant(attempt.endedAt()),
        Shown.name(attempt.outcome()),
        FailureView.of(attempt.failure()));
  }
}
