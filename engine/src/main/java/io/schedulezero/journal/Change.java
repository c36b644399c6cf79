package io.schedulezero.journal;

import io.schedulezero.run.Attempt;
import io.schedulezero.run.LogLine;
import io.schedulezero.run.Run;
import io.schedulezero.run.RunId;
import io.schedulezero.run.ScheduleId;
import io.schedulezero.schedule.Progress;
import io.schedulezero.schedule.Schedule;
import io.schedulezero.schedule.Skip;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing that the journal writes. */
public sealed interface Change {
  /**
   * A new run. If its key or its fire is taken, nothing is written for it and the receipt names the
   * run that has it.
   *
   * @param held whether the engine keeps it in memory from here on; otherwise it waits in the store
   *     to be claimed
   */
  record AddRun(Run run, boolean held) implements Change {}

  /**
   * A run moved to another state: all of it that can change is overwritten, unless what is stored
   * has a larger fence. A run that is over only takes a move to {@code QUEUED}; any other changes
   * nothing but who holds it. Several moves of one run that are committed together count as the
   * last of them.
   *
   * @param ended an attempt that is over and not the latest any more, to be kept beside the run; or
   *     null
   * @param held as in {@link AddRun}
   */
  record MoveRun(Run run, @Nullable Attempt ended, boolean held) implements Change {}

  /** Lines that a handler logged. */
  record AddLogs(RunId run, List<LogLine> lines) implements Change {
    public AddLogs {
      lines = List.copyOf(lines);
    }
  }

  /** A new schedule, or a new version of one. */
  record SaveSchedule(Schedule schedule) implements Change {}

  /** Its skips go with it; its runs stay. */
  record DeleteSchedule(ScheduleId id) implements Change {}

  /** How far a schedule has come. */
  record SaveProgress(ScheduleId id, Progress progress) implements Change {}

  /**
   * Fires that made no run. Replaces the row that begins with the same fire, which grows in this
   * way. The rows of one schedule do not overlap.
   */
  record AddSkip(Skip skip) implements Change {}

  /**
   * What a handler says of itself that another process hosts; replaces what it said before.
   *
   * @param description text that the store does not look into
   */
  record SaveHandler(String name, String description) implements Change {}
}
