package io.schedulezero;

import io.schedulezero.schedule.Progress;
import io.schedulezero.schedule.Schedule;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A schedule and where it stands.
 *
 * @param nextFire the nominal time of the next fire; null if it is paused or has none
 */
public record ScheduleStatus(Schedule schedule, Progress progress, @Nullable Instant nextFire) {}
