package io.schedulezero.flow;

import io.schedulezero.run.Fire;
import io.schedulezero.run.Run;
import io.schedulezero.run.RunId;
import io.schedulezero.run.ScheduleId;
import io.schedulezero.schedule.Overlap;
import io.schedulezero.schedule.Progress;
import io.schedulezero.schedule.Schedule;
import io.schedulezero.schedule.Skip;
import io.schedulezero.schedule.SkipReason;
import io.schedulezero.trigger.CatchUp;
import io.schedulezero.trigger.Nominal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the fires that are due now make: runs, skips with their reasons, and how far the schedule
 * has come with them.
 *
 * @param cancelOthers whether the unfinished runs of earlier fires are to be cancelled
 */
record FireDecision(List<Run> runs, List<Skip> skips, Progress progress, boolean cancelOthers) {
  private static final Set<SkipReason> MERGED = Set.of(SkipReason.PAUSED, SkipReason.CALENDAR);

  boolean isNothing() {
    return runs.isEmpty() && skips.isEmpty();
  }

  static FireDecision none(ScheduleEntry entry) {
    return new FireDecision(List.of(), List.of(), entry.progress, false);
  }

  /** The same, and no fire up to {@code now} is asked about again. */
  FireDecision upTo(Instant now) {
    Progress reached = new Progress(now, progress.runs(), progress.lastRun());
    return new FireDecision(runs, skips, reached, cancelOthers);
  }

  static FireDecision about(ScheduleEntry entry, RunIds ids, Instant now, Duration tolerance) {
    Schedule schedule = entry.schedule;
    CatchUp due =
        schedule.pause() == null
            ? CatchUp.decide(
                entry.times, entry.from(), now, schedule.policies().misfire(), tolerance)
            : CatchUp.skipAll(entry.times, entry.from(), now, SkipReason.PAUSED);
    return new Builder(entry, ids, now).decide(due);
  }

  /** Goes through the fires in their order. */
  private static final class Builder {
    private final ScheduleEntry entry;
    private final Schedule schedule;
    private final RunIds ids;
    private final Instant now;
    private final List<Run> runs = new ArrayList<>();
    private final List<Skip> skips = new ArrayList<>();
    private final boolean mayOverlap;

    Builder(ScheduleEntry entry, RunIds ids, Instant now) {
      this.entry = entry;
      this.schedule = entry.schedule;
      this.ids = ids;
      this.now = now;
      this.mayOverlap = schedule.policies().overlap() != Overlap.SKIP;
    }

    FireDecision decide(CatchUp due) {
      due.skipped().forEach(this::skip);
      due.run().forEach(this::fire);
      RunId lastRun = runs.isEmpty() ? entry.progress.lastRun() : runs.get(runs.size() - 1).id();
      Progress progress =
          new Progress(due.handledUpTo(), entry.progress.runs() + runs.size(), lastRun);
      boolean cancels = schedule.policies().overlap() == Overlap.CANCEL_RUNNING;
      return new FireDecision(runs, skips, progress, cancels && !runs.isEmpty());
    }

    private void fire(Instant time) {
      Long most = schedule.policies().maxRuns();
      RunId inTheWay = mayOverlap ? null : inTheWay();
      if (most != null && entry.progress.runs() + runs.size() >= most) {
        skip(time, SkipReason.LIMIT, "max_runs " + most + " is reached");
      } else if (inTheWay != null) {
        skip(time, SkipReason.OVERLAP, "run " + inTheWay + " had not finished");
      } else {
        Fire fire = new Fire(schedule.id(), time);
        runs.add(Run.open(ids.next(), schedule.spec(), now, dueAt(time), fire));
      }
    }

    private @Nullable RunId inTheWay() {
      if (!runs.isEmpty()) {
        return runs.get(runs.size() - 1).id();
      }
      return entry.unfinished.isEmpty() ? null : entry.unfinished.iterator().next();
    }

    /** The nominal time, with the fire's jitter. */
    private Instant dueAt(Instant time) {
      if (schedule.policies().jitter().isZero()) {
        return time;
      }
      Nominal nominal = entry.times.after(time.minusMillis(1));
      return nominal == null ? time : nominal.fireAt();
    }

    private void skip(Instant time, SkipReason reason, String detail) {
      skips.add(new Skip(schedule.id(), time, time, 1, reason, detail));
    }

    private void skip(CatchUp.Range range) {
      Skip skip =
          new Skip(
              schedule.id(),
              range.first(),
              range.last(),
              range.count(),
              range.reason(),
              detail(range));
      Skip open = entry.openSkip;
      boolean goesOn =
          open != null
              && skips.isEmpty()
              && MERGED.contains(range.reason())
              && open.reason() == range.reason()
              && open.last().equals(entry.progress.handledUpTo());
      skips.add(goesOn && open != null ? joined(open, skip) : skip);
    }

    private static Skip joined(Skip open, Skip more) {
      return new Skip(
          open.schedule(),
          open.first(),
          more.last(),
          open.count() + more.count(),
          open.reason(),
          more.detail());
    }

    private String detail(CatchUp.Range range) {
      ScheduleId id = schedule.id();
      return switch (range.reason()) {
        case PAUSED -> "paused: " + (schedule.pause() == null ? "" : schedule.pause().reason());
        case CALENDAR -> "the day is excluded";
        case DST_GAP -> "the local time does not exist on that day";
        case TOO_LATE ->
            Duration.between(range.last(), now).truncatedTo(java.time.temporal.ChronoUnit.MILLIS)
                + " late, and misfire policy "
                + schedule.policies().misfire().policy()
                + " of "
                + id
                + " does not make up for it";
        case OVERLAP, LIMIT -> range.reason().name();
      };
    }
  }
}
