package io.schedulezero.handler;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * When a failed attempt of a handler is followed by another.
 *
 * <pre>{@code
 * @Handler(retry = @Retry(backoff = Backoff.FIXED, maxAttempts = 10, delay = "5s", maxAge = "1h"))
 * void importOrders() { … }
 * }</pre>
 *
 * <p>Durations are written as {@code 250ms}, {@code 10s}, {@code 5m}, {@code 1h}, {@code 2d} or in
 * ISO 8601. A handler may overrule the policy for one failure by {@link GiveUp} or {@link
 * RetryLater}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({})
public @interface Retry {
  /** How the delay grows. */
  Backoff backoff() default Backoff.EXPONENTIAL;

  /** Attempts in all, the first included, 1 to 1000; 1 means no retry. */
  int maxAttempts() default 3;

  /** The first delay, from which the others grow. */
  String delay() default "1s";

  /** No delay is longer. */
  String maxDelay() default "1h";

  /**
   * More than 0, at most 100: the multiplier of {@link Backoff#EXPONENTIAL} and {@link
   * Backoff#DECORRELATED_JITTER}, the exponent of {@link Backoff#POLYNOMIAL}.
   */
  double factor() default 2;

  /** Share of a delay that is random, 0 to 1: 0.2 spreads a delay over 80 % to 120 %. */
  double jitter() default 0.1;

  /** No attempt starts when the run is older than this. Unless told, age does not matter. */
  String maxAge() default "";
}
