package io.schedulezero.execution;

import java.time.Instant;
import org.slf4j.event.Level;

/**
 * A line that a handler logged.
 *
 * @param number 1 for the first of the call, and so on
 */
public record Line(int number, Instant at, Level level, String text) {}
