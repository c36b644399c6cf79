package io.schedulezero.execution;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a run, for its handler to be called.
 *
 * @param args the arguments, one JSON object as text
 * @param attempt 1 for the first
 * @param fence the fencing number of the attempt
 * @param fireTime the nominal time: of the fire that made the run, or when the run was due first
 * @param timeout after which the handler is stopped; never if null
 */
public record Call(
    String runId,
    String handler,
    String args,
    int attempt,
    long fence,
    Instant fireTime,
    @Nullable Duration timeout) {}
