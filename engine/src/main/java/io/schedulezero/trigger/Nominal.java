package io.schedulezero.trigger;

import io.schedulezero.schedule.SkipReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One fire of a schedule.
 *
 * @param time what identifies it, in whole milliseconds
 * @param fireAt when it happens: {@code time} plus the jitter of this fire
 * @param skip why it makes no run, {@link SkipReason#CALENDAR} or {@link SkipReason#DST_GAP}; null
 *     when it makes one
 */
public record Nominal(Instant time, Instant fireAt, @Nullable SkipReason skip) {}
