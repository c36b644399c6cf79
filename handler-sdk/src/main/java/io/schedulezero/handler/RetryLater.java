package io.schedulezero.handler;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Thrown by a handler that knows when trying again makes sense. The attempt counts; the policy's
 * maximum of attempts and age still hold, its delay does not.
 *
 * <pre>{@code
 * if (response.statusCode() == 429) {
 *   throw new RetryLater(Duration.ofSeconds(60), "The mail service is busy");
 * }
 * }</pre>
 */
public final class RetryLater extends RuntimeException {
  private final Duration after;

  /**
   * Says only when.
   *
   * @param after zero or more
   * @throws IllegalArgumentException if {@code after} is negative
   */
  public RetryLater(Duration after) {
    this(after, null, null);
  }

  /**
   * Says when and why.
   *
   * @param after zero or more
   * @param message why; null says only when
   * @throws IllegalArgumentException if {@code after} is negative
   */
  public RetryLater(Duration after, @Nullable String message) {
    this(after, message, null);
  }

  /**
   * Says when and why.
   *
   * @param after zero or more
   * @param message why; null says only when
   * @throws IllegalArgumentException if {@code after} is negative
   */
  public RetryLater(Duration after, @Nullable String message, @Nullable Throwable cause) {
    super(message != null ? message : "Try again after " + after, cause);
    if (after.isNegative()) {
      throw new IllegalArgumentException("A retry cannot be " + after + " later: zero or more");
    }
    this.after = after;
  }

  /** How long from now, zero or more. */
  public Duration after() {
    return after;
  }
}
