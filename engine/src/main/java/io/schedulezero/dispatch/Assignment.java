package io.schedulezero.dispatch;

import io.schedulezero.run.RunId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt for a target to execute.
 *
 * @param attempt 1 for the first
 * @param fence names the attempt in every report
 * @param fireTime the nominal time: of the fire that made the run, or when the run was due first
 * @param timeout after which the attempt is stopped; never if null
 */
public record Assignment(
    RunId run,
    String handler,
    String args,
    int attempt,
    long fence,
    Instant fireTime,
    @Nullable Duration timeout) {}
