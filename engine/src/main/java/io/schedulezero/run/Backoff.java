package io.schedulezero.run;

/** How the delay grows from one retry to the next. */
public enum Backoff {
  FIXED,
  LINEAR,
  EXPONENTIAL,
  FIBONACCI,
  POLYNOMIAL,
  DECORRELATED_JITTER
}
