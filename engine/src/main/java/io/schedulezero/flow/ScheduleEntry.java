package io.schedulezero.flow;

import io.schedulezero.run.RunId;
import io.schedulezero.schedule.Overlap;
import io.schedulezero.schedule.Progress;
import io.schedulezero.schedule.Schedule;
import io.schedulezero.schedule.Skip;
import io.schedulezero.trigger.FireTimes;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A schedule in memory. Changed on the flow's thread only; {@link #schedule}, {@link #times} and
 * {@link #progress} may be read from any.
 */
final class ScheduleEntry {
  volatile Schedule schedule;
  volatile FireTimes times;
  volatile Progress progress;

  /** Unfinished runs of this schedule, where the overlap policy or the trigger asks about them. */
  final Set<RunId> unfinished = new HashSet<>(0);

  /** When the last run ended; for intervals that are anchored there. */
  @Nullable Instant lastEnd;

  private boolean writing;
  private final Deque<Runnable> waiting = new ArrayDeque<>(0);

  /** The timer is set to something else than the schedule's own fires. */
  boolean needsArming;

  /** The latest row of skips, to which the next one may belong. */
  @Nullable Skip openSkip;

  ScheduleEntry(Schedule schedule, FireTimes times, Progress progress) {
    this.schedule = schedule;
    this.times = times;
    this.progress = progress;
  }

  /** Whether anybody asks which of its runs are unfinished. */
  boolean countsUnfinished() {
    Overlap overlap = schedule.policies().overlap();
    return times.afterCompletion() || overlap == Overlap.SKIP || overlap == Overlap.CANCEL_RUNNING;
  }

  /** A fire, or a change of the schedule, is being written: others wait. */
  boolean isWriting() {
    return writing;
  }

  void writes() {
    writing = true;
  }

  /** What waited happens now, as far as nothing new is being written. */
  void hasWritten() {
    writing = false;
    while (!writing && !waiting.isEmpty()) {
      waiting.remove().run();
    }
  }

  void afterwards(Runnable task) {
    waiting.add(task);
  }

  /** From where the next fire is computed. */
  Instant from() {
    Instant from = times.afterCompletion() ? lastEnd : progress.handledUpTo();
    return from == null ? times.origin() : from;
  }

  /** No further fire makes a run. */
  boolean isSpent() {
    Long most = schedule.policies().maxRuns();
    return most != null && progress.runs() >= most;
  }

  /** Nothing fires until the run that is under way has ended. */
  boolean waitsForCompletion() {
    return times.afterCompletion() && !unfinished.isEmpty();
  }

  boolean shouldBeArmed() {
    return !isSpent() && !waitsForCompletion();
  }
}
