package io.schedulezero.handler;

/**
 * How the delay grows from one retry to the next. With {@code delay = "1s"} and {@code factor = 2},
 * before jitter:
 *
 * <pre>{@code
 * FIXED        1s 1s 1s 1s  1s
 * LINEAR       1s 2s 3s 4s  5s
 * EXPONENTIAL  1s 2s 4s 8s 16s
 * FIBONACCI    1s 1s 2s 3s  5s
 * POLYNOMIAL   1s 4s 9s 16s 25s
 * }</pre>
 *
 * @see Retry
 */
public enum Backoff {
  /** Always the first delay. */
  FIXED,
  /** The first delay times 1, 2, 3, … */
  LINEAR,
  /** Times the factor at each retry. */
  EXPONENTIAL,
  /** The first delay times 1, 1, 2, 3, 5, … */
  FIBONACCI,
  /** The first delay times the number of the retry to the power of the factor. */
  POLYNOMIAL,
  /** Random between the first delay and the factor times the delay before. */
  DECORRELATED_JITTER
}
