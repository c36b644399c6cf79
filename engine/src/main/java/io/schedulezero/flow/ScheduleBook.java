package io.schedulezero.flow;

import io.schedulezero.run.Fire;
import io.schedulezero.run.Run;
import io.schedulezero.run.ScheduleId;
import io.schedulezero.schedule.Overlap;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** All schedules, in memory, by id. Changed on the flow's thread only, read from any. */
final class ScheduleBook implements SeriesRule {
  private final NavigableMap<ScheduleId, ScheduleEntry> entries = new ConcurrentSkipListMap<>();
  private final Map<ScheduleId, CompletableFuture<Void>> promised = new HashMap<>();

  @Nullable ScheduleEntry find(ScheduleId id) {
    return entries.get(id);
  }

  /** In the order of ids, after {@code id}; all if null. */
  Collection<ScheduleEntry> after(@Nullable ScheduleId id) {
    return id == null ? entries.values() : entries.tailMap(id, false).values();
  }

  int size() {
    return entries.size();
  }

  /**
   * Keeps an id for a schedule that is being written; false if it is taken.
   *
   * @param settled completed once the schedule is here, or withdrawn
   */
  boolean promise(ScheduleId id, CompletableFuture<Void> settled) {
    return !entries.containsKey(id) && promised.putIfAbsent(id, settled) == null;
  }

  /** What is completed once the schedule that is being written is here, or withdrawn. */
  @Nullable CompletableFuture<Void> promised(ScheduleId id) {
    return promised.get(id);
  }

  void withdraw(ScheduleId id) {
    promised.remove(id);
  }

  void add(ScheduleEntry entry) {
    promised.remove(entry.schedule.id());
    entries.put(entry.schedule.id(), entry);
  }

  void remove(ScheduleId id) {
    entries.remove(id);
  }

  /** The runs of a schedule that queues its overlapping fires are a series. */
  @Override
  public @Nullable String of(Run run) {
    Fire fire = run.fire();
    ScheduleEntry entry = fire == null ? null : entries.get(fire.schedule());
    boolean queues = entry != null && entry.schedule.policies().overlap() == Overlap.QUEUE;
    return fire != null && queues ? fire.schedule().value() : null;
  }
}
