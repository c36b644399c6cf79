package io.schedulezero.execution;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a call ended.
 *
 * @param result what the handler returned, JSON as text; null if nothing, or if it did not succeed
 * @param failure why it did not succeed; null if it did
 * @param retryable whether another attempt makes sense, as far as the handler said; it does not
 *     after a success
 * @param retryAfter when the handler wishes for another attempt; null if it said nothing
 * @param took from the begin to the end; zero if the handler was not called
 */
public record Ending(
    How how,
    @Nullable String result,
    @Nullable Failure failure,
    boolean retryable,
    @Nullable Duration retryAfter,
    Duration took) {
  /** The ways to end. */
  public enum How {
    SUCCEEDED,
    FAILED,
    TIMED_OUT,
    CANCELLED
  }

  static Ending succeeded(@Nullable String result) {
    return new Ending(How.SUCCEEDED, result, null, false, null, Duration.ZERO);
  }

  static Ending failed(Failure failure, boolean retryable, @Nullable Duration retryAfter) {
    return new Ending(How.FAILED, null, failure, retryable, retryAfter, Duration.ZERO);
  }

  static Ending stopped(How how, Failure failure) {
    return new Ending(how, null, failure, true, null, Duration.ZERO);
  }

  Ending after(Duration time) {
    return new Ending(how, result, failure, retryable, retryAfter, time);
  }
}
