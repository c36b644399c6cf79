package io.schedulezero.run;

import java.time.Instant;

/**
 * One line that a handler logged during an attempt.
 *
 * @param number counts from 1 within the run
 * @param level {@code TRACE}, {@code DEBUG}, {@code INFO}, {@code WARN} or {@code ERROR}
 */
public record LogLine(int number, int attempt, Instant at, String level, String text) {}
