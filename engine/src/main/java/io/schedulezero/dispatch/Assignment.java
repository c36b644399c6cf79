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
 * @param priority 0 to 9, higher goes first
 * @param schedule id of the schedule that fired; null if none did
 * @param key what makes the run unique for its handler; null if nothing does
 */
public record Assignment(
    RunId run,
    String handler,
    String args,
    int attempt,
    long fence,
    Instant fireTime,
    @Nullable Duration timeout,
    int priority,
    @Nullable String schedule,
    @Nullable String key) {}
