package io.schedulezero.store;

import io.schedulezero.run.Fire;
import io.schedulezero.run.RunId;
import io.schedulezero.run.RunState;
import io.schedulezero.run.ScheduleId;
import io.schedulezero.schedule.Progress;
import io.schedulezero.schedule.Schedule;
import io.schedulezero.schedule.Skip;
import java.util.Comparator;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What the memory store holds. The journal's thread writes; readers walk the same maps without a
 * lock, so a slow reader holds nobody up, and what they see of one run or schedule is whole.
 */
final class MemoryData {
  private static final Comparator<Fire> BY_FIRE =
      Comparator.comparing(Fire::schedule).thenComparing(Fire::time);

  private static final Comparator<FinishedTotals.Key> BY_MINUTE =
      Comparator.comparingLong(FinishedTotals.Key::minute)
          .thenComparing(FinishedTotals.Key::handler)
          .thenComparing(FinishedTotals.Key::state);

  final ConcurrentNavigableMap<RunId, MemoryRun> runs = new ConcurrentSkipListMap<>();
  final ConcurrentNavigableMap<Fire, RunId> fires = new ConcurrentSkipListMap<>(BY_FIRE);
  final ConcurrentNavigableMap<ScheduleId, Planned> schedules = new ConcurrentSkipListMap<>();

  /** What handlers of other processes say of themselves. */
  final ConcurrentNavigableMap<String, String> handlers = new ConcurrentSkipListMap<>();

  /** By the first of its fires; the skips of one schedule do not overlap. */
  final ConcurrentNavigableMap<Fire, Skip> skips = new ConcurrentSkipListMap<>(BY_FIRE);

  final ConcurrentNavigableMap<FinishedTotals.Key, FinishedTotals.Sum> totals =
      new ConcurrentSkipListMap<>(BY_MINUTE);
  final AtomicLongArray byState = new AtomicLongArray(RunState.values().length);

  /** A schedule and how far it has come. */
  record Planned(Schedule schedule, Progress progress) {}

  /** From the first to the last fire that a schedule can have. */
  static <V> ConcurrentNavigableMap<Fire, V> of(
      ScheduleId id, ConcurrentNavigableMap<Fire, V> all) {
    return all.subMap(
        new Fire(id, java.time.Instant.MIN), true, new Fire(id, java.time.Instant.MAX), true);
  }
}
