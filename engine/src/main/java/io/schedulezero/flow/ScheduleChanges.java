package io.schedulezero.flow;

import io.schedulezero.flow.Refused.Reason;
import io.schedulezero.journal.Change;
import io.schedulezero.journal.Change.DeleteSchedule;
import io.schedulezero.journal.Change.SaveSchedule;
import io.schedulezero.run.ScheduleId;
import io.schedulezero.schedule.Progress;
import io.schedulezero.schedule.Schedule;
import io.schedulezero.schedule.Trigger;
import io.schedulezero.trigger.FireTimes;
import io.schedulezero.trigger.Timer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** How schedules are made, changed and deleted: written first, then in force. */
public final class ScheduleChanges {
  private final FlowParts parts;
  private final ScheduleBook book;
  private final ScheduleFlow flow;
  private final Timer timer;

  /** A schedule whose trigger has been read and found good. */
  public record Prepared(Schedule schedule, FireTimes times) {
    public static Prepared of(Schedule schedule) {
      return new Prepared(
          schedule,
          FireTimes.of(
              schedule.id(), schedule.trigger(), schedule.policies(), schedule.createdAt()));
    }
  }

  ScheduleChanges(FlowParts parts, ScheduleBook book, ScheduleFlow flow, Timer timer) {
    this.parts = parts;
    this.book = book;
    this.flow = flow;
    this.timer = timer;
  }

  /** New schedules, all or none. */
  public CompletableFuture<Void> create(List<Prepared> wanted) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    parts.loop().execute(() -> create(wanted, done));
    return done;
  }

  private void create(List<Prepared> wanted, CompletableFuture<Void> done) {
    List<ScheduleId> promised = new ArrayList<>();
    for (Prepared one : wanted) {
      ScheduleId id = one.schedule().id();
      if (!book.promise(id, done)) {
        promised.forEach(book::withdraw);
        String where = wanted.size() == 1 ? "" : " (at index " + promised.size() + ")";
        done.completeExceptionally(
            new Refused(Reason.CONFLICT, "Schedule \"" + id + "\" exists already" + where));
        return;
      }
      promised.add(id);
    }
    List<Change> changes = new ArrayList<>();
    wanted.forEach(one -> changes.add(new SaveSchedule(one.schedule())));
    write(changes, done, () -> install(wanted), () -> promised.forEach(book::withdraw));
  }

  private void install(List<Prepared> wanted) {
    List<ScheduleEntry> entries = new ArrayList<>(wanted.size());
    for (Prepared one : wanted) {
      ScheduleEntry entry = new ScheduleEntry(one.schedule(), one.times(), Progress.NONE);
      book.add(entry);
      entries.add(entry);
    }
    flow.armAll(entries);
  }

  /**
   * Changes one schedule. What was due before happens as it was until then, in the same commit.
   *
   * @param version that it must have, or null
   * @param how what becomes of it; called on the flow's thread, pure and quick
   */
  public CompletableFuture<Void> change(
      ScheduleId id, @Nullable Long version, UnaryOperator<Prepared> how) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    parts.loop().execute(() -> change(id, version, how, done));
    return done;
  }

  private void change(
      ScheduleId id,
      @Nullable Long version,
      UnaryOperator<Prepared> how,
      CompletableFuture<Void> done) {
    ScheduleEntry entry = book.find(id);
    if (entry != null && entry.isWriting()) {
      entry.afterwards(() -> change(id, version, how, done));
      return;
    }
    if (entry == null || !isVersion(entry, version)) {
      done.completeExceptionally(refusal(id, entry, version));
      return;
    }
    Instant now = parts.now();
    Prepared changed = how.apply(new Prepared(entry.schedule, entry.times));
    boolean otherTimes = hasOtherTimes(entry.schedule, changed.schedule());
    FireDecision due = flow.due(entry, now);
    flow.write(
        entry,
        otherTimes ? due.upTo(now) : due,
        List.of(new SaveSchedule(changed.schedule())),
        () -> {
          entry.schedule = changed.schedule();
          entry.times = changed.times();
          entry.lastEnd = otherTimes ? now : entry.lastEnd;
          entry.needsArming = true;
          flow.goOn(entry);
        },
        done);
  }

  /**
   * What is changed fires by its new rules from now on, not where it did not fire before; but a
   * date may be past when it is set, as when a schedule is made.
   */
  private static boolean hasOtherTimes(Schedule before, Schedule after) {
    boolean same =
        before.trigger().equals(after.trigger())
            && Objects.equals(before.policies().startAt(), after.policies().startAt());
    return !same && !(after.trigger() instanceof Trigger.Date);
  }

  /**
   * Makes a schedule, or changes the one of its id: whichever is right when its turn comes.
   *
   * @param how makes what is wanted from what there is, if anything; called on the flow's thread,
   *     pure and quick; what it throws is how the future fails
   * @return how the schedule stands at that moment, whatever others do to it next
   */
  public CompletableFuture<Flow.Known> put(
      ScheduleId id, Function<Optional<Schedule>, Prepared> how) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    CompletableFuture<Flow.Known> known =
        done.thenApply(nothing -> Flow.known(Objects.requireNonNull(book.find(id))));
    parts.loop().execute(() -> put(id, how, done));
    return known;
  }

  private void put(
      ScheduleId id, Function<Optional<Schedule>, Prepared> how, CompletableFuture<Void> done) {
    Runnable again = () -> put(id, how, done);
    CompletableFuture<Void> promised = book.promised(id);
    if (promised != null) {
      promised.whenComplete((made, refused) -> parts.loop().execute(again));
      return;
    }
    ScheduleEntry entry = book.find(id);
    if (entry != null && entry.isWriting()) {
      entry.afterwards(again);
      return;
    }
    Prepared wanted;
    try {
      wanted = how.apply(Optional.ofNullable(entry).map(known -> known.schedule));
    } catch (RuntimeException unwanted) {
      done.completeExceptionally(unwanted);
      return;
    }
    if (entry == null) {
      create(List.of(wanted), done);
    } else {
      change(id, null, current -> wanted, done);
    }
  }

  private void settle(ScheduleEntry entry) {
    flow.goOn(entry);
    entry.hasWritten();
  }

  /** Deletes one schedule; from now on it does not fire. */
  public CompletableFuture<Void> delete(ScheduleId id, @Nullable Long version) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    parts.loop().execute(() -> delete(id, version, done));
    return done;
  }

  private void delete(ScheduleId id, @Nullable Long version, CompletableFuture<Void> done) {
    ScheduleEntry entry = book.find(id);
    if (entry != null && entry.isWriting()) {
      entry.afterwards(() -> delete(id, version, done));
      return;
    }
    if (entry == null || !isVersion(entry, version)) {
      done.completeExceptionally(refusal(id, entry, version));
      return;
    }
    remove(List.of(entry), done);
  }

  /** Deletes those of the schedules that exist, in one commit; how many. */
  public CompletableFuture<Integer> deleteAll(Collection<ScheduleId> wanted) {
    CompletableFuture<Integer> done = new CompletableFuture<>();
    parts.loop().execute(() -> deleteAll(wanted, done));
    return done;
  }

  private void deleteAll(Collection<ScheduleId> wanted, CompletableFuture<Integer> done) {
    List<ScheduleEntry> entries = new ArrayList<>();
    for (ScheduleId id : new LinkedHashSet<>(wanted)) {
      ScheduleEntry entry = book.find(id);
      if (entry != null && entry.isWriting()) {
        entry.afterwards(() -> deleteAll(wanted, done));
        return;
      }
      if (entry != null) {
        entries.add(entry);
      }
    }
    CompletableFuture<Void> removed = new CompletableFuture<>();
    remove(entries, removed);
    removed.whenComplete(
        (nothing, failure) -> {
          if (failure == null) {
            done.complete(entries.size());
          } else {
            done.completeExceptionally(failure);
          }
        });
  }

  private void remove(List<ScheduleEntry> entries, CompletableFuture<Void> done) {
    List<Change> changes = new ArrayList<>();
    for (ScheduleEntry entry : entries) {
      entry.writes();
      changes.add(new DeleteSchedule(entry.schedule.id()));
    }
    write(
        changes,
        done,
        () -> {
          timer.disarmAll(entries.stream().map(entry -> entry.schedule.id()).toList());
          entries.forEach(entry -> book.remove(entry.schedule.id()));
          entries.forEach(ScheduleEntry::hasWritten);
        },
        () -> entries.forEach(this::settle));
  }

  /** Writes; what follows happens on the flow's thread, and only then is {@code done} told. */
  private void write(
      List<Change> changes, CompletableFuture<Void> done, Runnable written, Runnable refused) {
    if (changes.isEmpty()) {
      done.complete(null);
      return;
    }
    parts
        .ledger()
        .request(changes)
        .whenComplete(
            (receipt, failure) ->
                parts
                    .loop()
                    .execute(
                        () -> {
                          if (failure == null) {
                            written.run();
                            done.complete(null);
                          } else {
                            refused.run();
                            done.completeExceptionally(failure);
                          }
                        }));
  }

  private static boolean isVersion(ScheduleEntry entry, @Nullable Long version) {
    return version == null || entry.schedule.version() == version;
  }

  private static Refused refusal(
      ScheduleId id, @Nullable ScheduleEntry entry, @Nullable Long version) {
    return entry == null
        ? new Refused(Reason.NOT_FOUND, "There is no schedule \"" + id + "\"")
        : new Refused(
            Reason.VERSION,
            "Schedule \"" + id + "\" has version " + entry.schedule.version() + ", not " + version);
  }
}
