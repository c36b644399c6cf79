package io.schedulezero.schedule;

import io.schedulezero.run.Page;
import io.schedulezero.run.ScheduleId;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads of committed schedules. Called from any thread but the flow's; may block. All writes go
 * through the journal.
 */
public interface ScheduleStore {
  /** Hands over every schedule with its progress, once, at start. */
  void forEach(BiConsumer<Schedule, Progress> each);

  /** What became of the fires of one schedule, newest first. */
  Page<PastFire> fires(ScheduleId id, @Nullable String cursor, int limit);
}
