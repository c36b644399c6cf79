package io.schedulezero.flow;

import io.schedulezero.journal.Change;
import io.schedulezero.journal.Change.AddSkip;
import io.schedulezero.journal.Change.SaveProgress;
import io.schedulezero.journal.Receipt;
import io.schedulezero.run.Fire;
import io.schedulezero.run.Run;
import io.schedulezero.run.RunId;
import io.schedulezero.run.ScheduleId;
import io.schedulezero.schedule.Skip;
import io.schedulezero.trigger.Firing;
import io.schedulezero.trigger.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The life of a schedule: it is armed, fires, and each fire makes one run or leaves one reason. */
final class ScheduleFlow implements Firing {
  private static final Logger LOG = LoggerFactory.getLogger(ScheduleFlow.class);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  private final FlowParts parts;
  private final Intake runs;
  private final ScheduleBook book;
  private final Timer timer;
  private final RunIds ids;
  private final Duration tolerance;
  private final BiConsumer<RunId, ScheduleId> cancelled;

  /** How a schedule is told from the rest. */
  record Timing(Timer timer, RunIds ids, Duration tolerance) {}

  ScheduleFlow(
      FlowParts parts,
      Intake runs,
      ScheduleBook book,
      Timing timing,
      BiConsumer<RunId, ScheduleId> cancelled) {
    this.parts = parts;
    this.runs = runs;
    this.book = book;
    this.timer = timing.timer();
    this.ids = timing.ids();
    this.tolerance = timing.tolerance();
    this.cancelled = cancelled;
  }

  /** From here on the timer calls when the schedule is due. */
  void arm(ScheduleEntry entry) {
    ScheduleId id = entry.schedule.id();
    if (entry.shouldBeArmed()) {
      timer.arm(id, entry.schedule.spec().priority(), entry.times, entry.from());
    } else {
      timer.disarm(id);
    }
  }

  /** As {@link #arm} for many. */
  void armAll(List<ScheduleEntry> entries) {
    timer.armAll(
        entries.stream()
            .filter(ScheduleEntry::shouldBeArmed)
            .map(
                e ->
                    new Timer.Armed(
                        e.schedule.id(), e.schedule.spec().priority(), e.times, e.from()))
            .toList());
  }

  /** The timer says it is time. On the timer's thread. */
  @Override
  public void fired(ScheduleId id, Instant nominal) {
    parts.loop().execute(() -> fire(id));
  }

  /**
   * Decides about all fires that are due and not decided yet, and writes down what became of them.
   */
  void fire(ScheduleId id) {
    ScheduleEntry entry = book.find(id);
    if (entry == null || entry.isSpent() || entry.waitsForCompletion()) {
      return;
    }
    if (entry.isWriting()) {
      entry.afterwards(() -> fire(id));
      return;
    }
    FireDecision decision = due(entry, parts.now());
    if (decision.isNothing()) {
      arm(entry); // called too early, as by a clock that was set back: it has to call again
      return;
    }
    write(entry, decision, List.of(), () -> {}, new CompletableFuture<>());
  }

  /** What the fires that are due and not decided yet make. */
  FireDecision due(ScheduleEntry entry, Instant now) {
    return entry.isSpent() || entry.waitsForCompletion()
        ? FireDecision.none(entry)
        : FireDecision.about(entry, ids, now, tolerance);
  }

  /**
   * Writes what the fires made, in one commit with what belongs to it.
   *
   * @param written called when that is committed, before anything else happens to the schedule
   * @param done completed at the end of all
   */
  void write(
      ScheduleEntry entry,
      FireDecision decision,
      List<Change> together,
      Runnable written,
      CompletableFuture<Void> done) {
    List<RunId> others = overtaken(entry, decision);
    if (entry.countsUnfinished()) {
      decision.runs().forEach(run -> entry.unfinished.add(run.id()));
    }
    entry.writes();
    runs.submit(decision.runs(), changes(entry.schedule.id(), decision, together))
        .whenComplete(
            (receipt, failure) ->
                parts
                    .loop()
                    .execute(
                        () -> {
                          if (receipt == null) {
                            refused(entry, decision, failure);
                          } else {
                            written(entry, decision, receipt);
                            cancelOthers(entry, decision, others);
                            written.run();
                          }
                          entry.hasWritten();
                          if (receipt == null) {
                            done.completeExceptionally(failure);
                          } else {
                            done.complete(null);
                          }
                        }));
  }

  /** Unfinished runs that an even newer one follows. */
  private static List<RunId> overtaken(ScheduleEntry entry, FireDecision decision) {
    List<RunId> others = new ArrayList<>(entry.unfinished);
    decision.runs().forEach(run -> others.add(run.id()));
    return decision.runs().isEmpty() ? List.of() : others.subList(0, others.size() - 1);
  }

  private void cancelOthers(ScheduleEntry entry, FireDecision decision, List<RunId> others) {
    if (decision.cancelOthers()) {
      others.forEach(run -> cancelled.accept(run, entry.schedule.id()));
    }
  }

  private static List<Change> changes(ScheduleId id, FireDecision decision, List<Change> together) {
    List<Change> changes = new ArrayList<>(together);
    decision.skips().forEach(skip -> changes.add(new AddSkip(skip)));
    changes.add(new SaveProgress(id, decision.progress()));
    return changes;
  }

  private void refused(ScheduleEntry entry, FireDecision decision, @Nullable Throwable why) {
    if (decision.isNothing()) {
      return;
    }
    ScheduleId id = entry.schedule.id();
    LOG.warn("Schedule {} fired, but the store refused it; tried again", id, why);
    decision.runs().forEach(run -> entry.unfinished.remove(run.id()));
    entry.needsArming = true;
    timer.armOnce(id, entry.schedule.spec().priority(), parts.now().plus(AFTER_FAILURE));
  }

  private void written(ScheduleEntry entry, FireDecision decision, Receipt receipt) {
    for (int i = 0; i < decision.runs().size(); i++) {
      if (receipt.takenBy(i).isPresent()) {
        entry.unfinished.remove(decision.runs().get(i).id());
      }
    }
    entry.progress = decision.progress();
    entry.openSkip = lastOf(decision);
    decision.skips().forEach(parts.stages().notifier()::skipped);
    if (entry.times.afterCompletion() && entry.unfinished.isEmpty() && !decision.isNothing()) {
      entry.lastEnd = parts.now();
      entry.needsArming = true;
    }
    goOn(entry);
  }

  private static @Nullable Skip lastOf(FireDecision decision) {
    List<Skip> skips = decision.skips();
    Skip last = skips.isEmpty() ? null : skips.get(skips.size() - 1);
    boolean isNewest = last != null && last.last().equals(decision.progress().handledUpTo());
    return isNewest ? last : null;
  }

  /** The timer is set for what follows. */
  void goOn(ScheduleEntry entry) {
    if (!entry.shouldBeArmed() || entry.needsArming) {
      entry.needsArming = false;
      arm(entry);
    }
  }

  /** A run that a fire made was over, and waits again. */
  void beginsAnew(Run run) {
    Fire fire = run.fire();
    ScheduleEntry entry = fire == null ? null : book.find(fire.schedule());
    if (entry != null && entry.countsUnfinished()) {
      entry.unfinished.add(run.id());
    }
  }

  /** A run that a fire made is over. */
  void finished(Run run) {
    Fire fire = run.fire();
    ScheduleEntry entry = fire == null ? null : book.find(fire.schedule());
    if (entry == null || !entry.unfinished.remove(run.id()) || !entry.times.afterCompletion()) {
      return;
    }
    entry.lastEnd = run.finishedAt();
    if (entry.shouldBeArmed()) {
      arm(entry);
    }
  }
}
