package io.schedulezero.api;

import io.schedulezero.run.Failure;
import org.jspecify.annotations.Nullable;

record FailureView(String type, String message, @Nullable String ownFrame, String stack) {
  static @Nullable FailureView of(@Nullable Failure failure) {
    return failure == null
        ? null
        : new FailureView(failure.type(), failure.message(), failure.ownFrame(), failure.stack());
  }
}
