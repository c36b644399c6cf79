package io.schedulezero.flow;

import io.schedulezero.journal.Journal;
import io.schedulezero.outcome.Next;
import io.schedulezero.outcome.RetryRules;
import io.schedulezero.run.AttemptOutcome;
import io.schedulezero.run.Failure;
import io.schedulezero.run.Outcome;
import io.schedulezero.run.Run;
import io.schedulezero.run.RunId;
import io.schedulezero.run.RunStore;
import io.schedulezero.run.ScheduleId;
import io.schedulezero.schedule.Progress;
import io.schedulezero.schedule.Schedule;
import io.schedulezero.schedule.ScheduleStore;
import io.schedulezero.trigger.FireTimes;
import io.schedulezero.trigger.InvalidTrigger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens before anything else: the store is read, and what an earlier process left unfinished
 * is taken up.
 */
final class Recovery {
  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

  private final FlowParts parts;
  private final RunStore runs;
  private final ScheduleStore schedules;
  private final ScheduleBook book;
  private final Losses losses;

  Recovery(
      FlowParts parts, RunStore runs, ScheduleStore schedules, ScheduleBook book, Losses losses) {
    this.parts = parts;
    this.runs = runs;
    this.schedules = schedules;
    this.book = book;
    this.losses = losses;
  }

  /** The schedules as they were left. */
  List<ScheduleEntry> schedules() {
    List<ScheduleEntry> entries = new ArrayList<>();
    schedules.forEach((schedule, progress) -> load(schedule, progress, entries));
    runs.forEachUnfinishedFire(
        (run, fire) -> {
          ScheduleEntry entry = book.find(fire.schedule());
          if (entry != null && entry.countsUnfinished()) {
            entry.unfinished.add(run);
          }
        });
    entries.stream().filter(e -> e.times.afterCompletion()).forEach(this::findLastEnd);
    return entries;
  }

  private void load(Schedule schedule, Progress progress, List<ScheduleEntry> entries) {
    ScheduleId id = schedule.id();
    try {
      FireTimes times =
          FireTimes.of(id, schedule.trigger(), schedule.policies(), schedule.createdAt());
      ScheduleEntry entry = new ScheduleEntry(schedule, times, progress);
      book.add(entry);
      entries.add(entry);
    } catch (InvalidTrigger unreadable) {
      LOG.error("Schedule {} cannot fire any more and is left as it is", id, unreadable);
    }
  }

  private void findLastEnd(ScheduleEntry entry) {
    RunId last = entry.progress.lastRun();
    Instant end = last == null ? null : runs.find(last).map(Run::finishedAt).orElse(null);
    Instant handled = entry.progress.handledUpTo();
    boolean skippedSince = end == null || (handled != null && handled.isAfter(end));
    entry.lastEnd = skippedSince ? handled : end;
  }

  /**
   * The runs whose process vanished get what follows a loss; those that wait in the store are
   * noted.
   */
  void runs(RunFlow flow, Backlog backlog) {
    List<Run> lost = parts.journal().recover().join();
    int adopted = 0;
    for (Run run : lost) {
      if (flow.goesOn(run)) {
        adopted++;
      } else {
        settle(run, flow);
      }
    }
    parts.ledger().flush();
    if (!lost.isEmpty()) {
      LOG.info(
          "{} runs were under way when the last process ended; {} of them on workers, which are"
              + " waited for; of the others, each begins again or is over",
          lost.size(),
          adopted);
    }
    for (Journal.Waiting lane : parts.journal().waiting().join()) {
      backlog.waits(lane.lane(), lane.earliestDue());
    }
  }

  private void settle(Run run, RunFlow flow) {
    Outcome loss =
        Outcome.ended(
            AttemptOutcome.LOST, Failure.of("lost", "its process ended while it was running"));
    flow.follow(run, loss, next(run, losses.now(run.id())), parts.now(), () -> {});
  }

  /**
   * Whether a handler that is missing in this process allows another attempt is not known; so the
   * lost one counts, which tells whoever starts the next.
   */
  private Next next(Run run, int losses) {
    HandlerRules rules = parts.rulesOf(run);
    Next next = RetryRules.afterLoss(run, losses, !rules.atMostOnce());
    return next instanceof Next.Again again && !rules.known()
        ? new Next.Again(again.at(), true)
        : next;
  }
}
