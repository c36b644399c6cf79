package io.schedulezero.run;

import java.time.Instant;

/**
 * One line that a handler logged during an attempt.
 *
 * @param number grows within the run; those of a later attempt are larger
 * @param level {@code TRACE}, {@code DEBUG}, {@code INFO}, {@code WARN} or {@code ERROR}
 */
public record LogLine(int number, int attempt, Instant at, String level, String text) {
  /** No attempt has so many lines: the first line of attempt n is number {@code n * MOST + 1}. */
  public static final int MOST = 1_000_000;
}
