package io.schedulezero;

import io.schedulezero.run.Page;
import io.schedulezero.run.ScheduleId;
import io.schedulezero.schedule.PastFire;
import io.schedulezero.schedule.Policies;
import io.schedulezero.schedule.ScheduleFilter;
import io.schedulezero.schedule.SkipReason;
import io.schedulezero.schedule.Trigger;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Schedules: make, change, pause, look ahead. Callable from any thread; a method blocks until what
 * it says is committed.
 *
 * <p>Refusals as in {@link Runs}; {@link VersionMismatch} when {@code expectedVersion} is given and
 * not the present one.
 */
public interface Schedules {
  /** {@link Conflict} if the id is taken. */
  ScheduleStatus create(ScheduleDraft draft);

  /** All or none, in one commit. Problems name the index: {@code [3].trigger.expression}. */
  List<ScheduleStatus> createAll(List<ScheduleDraft> drafts);

  /**
   * Makes it, or replaces the one of its id as {@link #update} does, however many do so at once.
   */
  ScheduleStatus createOrReplace(ScheduleDraft draft);

  /** Replaces everything but id, creation and progress. */
  ScheduleStatus update(ScheduleId id, ScheduleDraft draft, @Nullable Long expectedVersion);

  void delete(ScheduleId id, @Nullable Long expectedVersion);

  /** Those of {@code ids} that exist, in one commit; how many. */
  int deleteAll(Collection<ScheduleId> ids);

  int deleteAll(ScheduleFilter filter);

  ScheduleStatus pause(ScheduleId id, String reason);

  /** Fires that fell into the pause are recorded as skipped. */
  ScheduleStatus resume(ScheduleId id);

  /**
   * One run now, beside the schedule's own fires.
   *
   * @param args instead of the schedule's own; those if null
   * @param target the one worker, or {@code local}, that executes it, whatever the schedule says of
   *     workers; as the schedule says if null
   */
  Submitted runNow(ScheduleId id, @Nullable String args, @Nullable String target);

  /** As {@link #runNow(ScheduleId, String, String)}, where the schedule says. */
  default Submitted runNow(ScheduleId id, @Nullable String args) {
    return runNow(id, args, null);
  }

  /**
   * Runs for every nominal fire in {@code [from, to)} that has none yet; how many. Of the time
   * before the schedule was made these are the fires that it would have had, but none before its
   * start.
   *
   * <p>{@link BadRequest} if the fires count from when the schedule was made and {@code from} is
   * before that, or from when its runs end.
   */
  int backfill(ScheduleId id, Instant from, Instant to);

  Optional<ScheduleStatus> find(ScheduleId id);

  /** By id, ascending. */
  Page<ScheduleStatus> list(ScheduleFilter filter, @Nullable String cursor, int limit);

  /** What became of past fires, newest first. */
  Page<PastFire> pastFires(ScheduleId id, @Nullable String cursor, int limit);

  List<NextFire> nextFires(ScheduleId id, int count);

  /** The fires that a schedule with this trigger would have, and the trigger in words. */
  Preview preview(
      Trigger trigger, Policies policies, @Nullable Instant from, @Nullable Instant to, int count);

  /**
   * A fire to come.
   *
   * @param skipped why it will make no run, or null
   */
  record NextFire(Instant time, @Nullable SkipReason skipped) {}

  record Preview(List<NextFire> fires, String description) {}
}
