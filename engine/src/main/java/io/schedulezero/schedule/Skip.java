package io.schedulezero.schedule;

import io.schedulezero.run.ScheduleId;
import java.time.Instant;

/**
 * Fires that made no run: one, or a row of neighbours with the same reason, such as all those that
 * fell into a down-time.
 *
 * @param first the earliest of them
 * @param last the latest of them, the same as {@code first} if there is one
 * @param count how many
 * @param detail the reason in words, with what a person needs to understand it
 */
public record Skip(
    ScheduleId schedule,
    Instant first,
    Instant last,
    long count,
    SkipReason reason,
    String detail) {}
