package io.schedulezero.schedule;

import io.schedulezero.run.RunSpec;
import io.schedulezero.run.ScheduleId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When, what, and under which policies.
 *
 * @param spec what each fire runs; its key is null, since each fire is unique by itself
 * @param pause null while it fires
 * @param version grows by one with every change
 */
public record Schedule(
    ScheduleId id,
    RunSpec spec,
    Trigger trigger,
    Policies policies,
    @Nullable Pause pause,
    Instant createdAt,
    Instant updatedAt,
    long version) {
  public Schedule paused(@Nullable Pause with, Instant now) {
    return new Schedule(id, spec, trigger, policies, with, createdAt, now, version + 1);
  }
}
