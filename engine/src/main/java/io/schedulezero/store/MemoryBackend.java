package io.schedulezero.store;

import io.schedulezero.journal.Change;
import io.schedulezero.journal.Change.AddLogs;
import io.schedulezero.journal.Change.AddRun;
import io.schedulezero.journal.Change.AddSkip;
import io.schedulezero.journal.Change.DeleteSchedule;
import io.schedulezero.journal.Change.MoveRun;
import io.schedulezero.journal.Change.SaveHandler;
import io.schedulezero.journal.Change.SaveProgress;
import io.schedulezero.journal.Change.SaveSchedule;
import io.schedulezero.journal.Journal.Claimed;
import io.schedulezero.journal.Journal.Retention;
import io.schedulezero.journal.Journal.Waiting;
import io.schedulezero.journal.Receipt;
import io.schedulezero.run.Fire;
import io.schedulezero.run.LaneName;
import io.schedulezero.run.Run;
import io.schedulezero.run.RunId;
import io.schedulezero.run.RunState;
import io.schedulezero.schedule.Progress;
import io.schedulezero.schedule.Skip;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Everything in maps, gone with the process. Nothing that it does to them can fail half-way, so
 * there is nothing to roll back.
 */
final class MemoryBackend implements Backend, Transaction {
  private final MemoryData data;
  private final Duration totalsKept;
  private final Map<String, MemoryLanes> lanes = new HashMap<>();
  private final Map<Key, RunId> keys = new HashMap<>();
  private final FinishedTotals finished = new FinishedTotals();

  MemoryBackend(MemoryData data, Duration totalsKept) {
    this.data = data;
    this.totalsKept = totalsKept;
  }

  private record Key(String handler, String key) {}

  @Override
  public long epoch() {
    return 1;
  }

  @Override
  public long newestRun() {
    return 0;
  }

  @Override
  public Transaction begin() {
    return this;
  }

  @Override
  public Supplier<Receipt> write(List<Change> changes) {
    Map<Integer, RunId> taken = new HashMap<>();
    for (int i = 0; i < changes.size(); i++) {
      RunId before = apply(changes.get(i));
      if (before != null) {
        taken.put(i, before);
      }
    }
    Receipt receipt = taken.isEmpty() ? Receipt.ALL_NEW : new Receipt(taken);
    return () -> receipt;
  }

  /** Returns the run that was there before, if the change adds one that is not new. */
  private @Nullable RunId apply(Change change) {
    if (change instanceof AddRun add) {
      return add(add.run(), add.held());
    }
    if (change instanceof MoveRun move) {
      move(move);
    } else if (change instanceof AddLogs logs) {
      MemoryRun kept = data.runs.get(logs.run());
      if (kept != null) {
        kept.log(logs.lines());
      }
    } else if (change instanceof SaveSchedule save) {
      data.schedules.merge(
          save.schedule().id(),
          new MemoryData.Planned(save.schedule(), Progress.NONE),
          (old, fresh) -> new MemoryData.Planned(fresh.schedule(), old.progress()));
    } else if (change instanceof DeleteSchedule delete) {
      data.schedules.remove(delete.id());
      MemoryData.of(delete.id(), data.skips).clear();
    } else if (change instanceof SaveProgress save) {
      data.schedules.computeIfPresent(
          save.id(), (id, old) -> new MemoryData.Planned(old.schedule(), save.progress()));
    } else if (change instanceof AddSkip add) {
      Skip skip = add.skip();
      data.skips.put(new Fire(skip.schedule(), skip.first()), skip);
    } else if (change instanceof SaveHandler save) {
      data.handlers.put(save.name(), save.description());
    }
    return null;
  }

  private @Nullable RunId add(Run run, boolean held) {
    String key = run.spec().key();
    Key unique = key == null ? null : new Key(run.spec().handler(), key);
    RunId before = takenBy(run, unique);
    if (before != null) {
      return before;
    }
    if (unique != null) {
      keys.put(unique, run.id());
    }
    if (run.fire() != null) {
      data.fires.put(run.fire(), run.id());
    }
    MemoryRun kept = new MemoryRun(run, held);
    data.runs.put(run.id(), kept);
    data.byState.incrementAndGet(Codes.of(run.state()));
    lane(run).add(kept);
    if (run.state().isTerminal()) {
      finished.add(run);
    }
    return null;
  }

  private @Nullable RunId takenBy(Run run, @Nullable Key unique) {
    if (unique != null && keys.containsKey(unique)) {
      return keys.get(unique);
    }
    if (run.fire() != null && data.fires.containsKey(run.fire())) {
      return data.fires.get(run.fire());
    }
    return data.runs.containsKey(run.id()) ? run.id() : null;
  }

  private MemoryLanes lane(Run run) {
    return lanes.computeIfAbsent(run.spec().handler(), handler -> new MemoryLanes());
  }

  private void move(MoveRun move) {
    Run next = move.run();
    MemoryRun kept = data.runs.get(next.id());
    if (kept == null || fence(next) < fence(kept.run())) {
      return;
    }
    MemoryLanes lane = lane(next);
    Run before = kept.run();
    if (before.state().isTerminal() && next.state() != RunState.QUEUED) {
      kept.hold(move.held());
      return;
    }
    lane.remove(kept);
    if (move.ended() != null) {
      kept.keep(move.ended());
    }
    kept.hold(move.held());
    kept.become(next);
    lane.add(kept);
    data.byState.decrementAndGet(Codes.of(before.state()));
    data.byState.incrementAndGet(Codes.of(next.state()));
    if (next.state().isTerminal()) {
      finished.add(next);
    }
  }

  private static long fence(Run run) {
    return run.attempt() == null ? 0 : run.attempt().fence();
  }

  @Override
  public Claimed claim(String lane, Instant until, int size) {
    MemoryLanes all = lanes.get(LaneName.of(lane).handler());
    MemoryLane waiting = all == null ? null : all.waiting(lane);
    return all == null || waiting == null
        ? new Claimed(List.of(), null)
        : new Claimed(waiting.claim(until, size), all.earliestDue(lane));
  }

  @Override
  public Optional<Run> take(RunId id) {
    MemoryRun kept = data.runs.get(id);
    if (kept == null || kept.isHeld()) {
      return Optional.empty();
    }
    MemoryLanes lane = lane(kept.run());
    if (kept.isWaiting()) {
      lane.remove(kept);
    }
    kept.hold(true);
    return Optional.of(kept.run());
  }

  @Override
  public List<Waiting> waiting() {
    List<Waiting> waiting = new ArrayList<>();
    lanes.values().forEach(each -> each.addWaiting(waiting));
    return waiting;
  }

  /** No earlier process left anything here. */
  @Override
  public List<Run> recover() {
    return List.of();
  }

  @Override
  public void release() {
    for (MemoryRun kept : data.runs.values()) {
      RunState state = kept.run().state();
      if (kept.isHeld() && (state == RunState.SCHEDULED || state == RunState.QUEUED)) {
        kept.hold(false);
        lane(kept.run()).add(kept);
      }
    }
  }

  @Override
  public int purge(List<Retention> rules, Instant now, int limit) {
    return new MemoryPurge(data, lanes, kept -> forget(kept), totalsKept).purge(rules, now, limit);
  }

  private void forget(MemoryRun kept) {
    Run run = kept.run();
    lane(run).remove(kept);
    data.runs.remove(run.id());
    data.byState.decrementAndGet(Codes.of(run.state()));
    if (run.spec().key() != null) {
      keys.remove(new Key(run.spec().handler(), run.spec().key()));
    }
    if (run.fire() != null) {
      data.fires.remove(run.fire());
    }
  }

  @Override
  public void flush() {
    finished.drain(
        (key, more) -> {
          FinishedTotals.Sum sum = new FinishedTotals.Sum();
          sum.add(more);
          FinishedTotals.Sum before = data.totals.get(key);
          if (before != null) {
            sum.add(before);
          }
          data.totals.put(key, sum);
        });
  }

  @Override
  public void commit() {}

  @Override
  public void rollback() {}

  @Override
  public boolean isPassing(Throwable failure) {
    return false;
  }

  @Override
  public void close() {}
}
