package io.schedulezero.queue;

import io.schedulezero.run.Run;
import io.schedulezero.run.RunId;
import io.schedulezero.run.RunSpec;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The runs that the engine holds and that have not started. Used on the flow's thread only; {@link
 * Room} is what other threads may touch.
 *
 * <p>A run that is due later waits by time, then joins its lane. A run of a series (at most one of
 * them at a time) waits behind the earlier ones of its series first.
 */
public final class RunQueue {
  private final Room room;
  private final Map<RunId, Entry> entries = new HashMap<>();
  private final Ranked<Entry> later = new Ranked<>(Entry.BY_DUE);
  private final Map<String, Lane> lanes = new HashMap<>();
  private final TreeSet<Lane> ready = new TreeSet<>(Lane.BY_HEAD);
  private final List<Lane> aside = new ArrayList<>();
  private final Set<Lane> parked = new LinkedHashSet<>();
  private final Map<String, Deque<Entry>> series = new HashMap<>();
  private final Map<RunId, String> polledOfSeries = new HashMap<>();

  public RunQueue(Room room) {
    this.room = room;
  }

  /**
   * Takes in a run for which room is reserved.
   *
   * @param inSeries the series it belongs to, or null
   */
  public void offer(Run run, @Nullable String inSeries) {
    Entry entry = new Entry(run, inSeries);
    if (entries.putIfAbsent(run.id(), entry) != null) {
      throw new IllegalStateException("Run " + run.id() + " is in the queue already");
    }
    later.add(entry);
  }

  /**
   * A turn begins: what has become due joins its lane, and the lanes that were set aside are asked
   * again.
   */
  public void turn(Instant now) {
    bringBack(aside);
    for (Entry due = later.peek(); due != null && !due.run.dueAt().isAfter(now); ) {
      later.poll();
      if (!due.removed) {
        arrive(due);
      }
      due = later.peek();
    }
  }

  /** Lanes that were parked until now are asked again in this turn. */
  public void recall() {
    List<Lane> over = new ArrayList<>();
    for (Lane lane : parked) {
      if (lane.parkedUntil.getAsBoolean()) {
        over.add(lane);
      }
    }
    over.forEach(parked::remove);
    bringBack(over);
  }

  /** Whether nothing that is due waits for anything. */
  public boolean isIdle() {
    return ready.isEmpty() && parked.isEmpty();
  }

  private void bringBack(Collection<Lane> lanes) {
    for (Lane lane : lanes) {
      lane.aside = false;
      if (lane.size() > 0) {
        ready.add(lane);
      }
    }
    lanes.clear();
  }

  /** The run that should go next, or null if none is due that has not been set aside. */
  public @Nullable Run peek() {
    return ready.isEmpty() ? null : ready.first().mustHead().run;
  }

  private void arrive(Entry entry) {
    if (entry.series == null) {
      join(entry);
      return;
    }
    Deque<Entry> row = series.computeIfAbsent(entry.series, s -> new ArrayDeque<>());
    if (isFirst(row, entry.run.id())) {
      row.poll();
      row.addFirst(entry);
    } else {
      row.add(entry);
    }
    if (row.peek() == entry) {
      join(entry);
    }
  }

  private static boolean isFirst(Deque<Entry> row, RunId id) {
    Entry first = row.peek();
    return first != null && first.run.id().equals(id);
  }

  private void join(Entry entry) {
    RunSpec spec = entry.run.spec();
    Lane lane = lanes.computeIfAbsent(spec.lane(), name -> new Lane(name, spec.handler()));
    boolean goesFirst = lane.size() == 0 || Entry.BY_RANK.compare(entry, lane.mustHead()) < 0;
    if (lane.aside || !goesFirst) {
      lane.add(entry);
      return;
    }
    if (lane.size() > 0) {
      ready.remove(lane);
    }
    lane.add(entry);
    ready.add(lane);
  }

  /**
   * Takes out the run that {@link #peek} showed. Its place in its series stays taken until {@link
   * #ended}.
   */
  public Run poll() {
    Lane lane = takeFirstLane();
    Entry entry = lane.poll();
    if (lane.size() > 0) {
      ready.add(lane);
    } else {
      forgetIfRouted(lane);
    }
    entries.remove(entry.run.id());
    room.free(entry.run);
    if (entry.series != null) {
      polledOfSeries.put(entry.run.id(), entry.series);
    }
    return entry.run;
  }

  /**
   * Sets the lane of the run that {@link #peek} showed aside, so that others can pass it in this
   * turn.
   */
  public void setAside() {
    Lane lane = takeFirstLane();
    lane.aside = true;
    aside.add(lane);
  }

  /** As {@link #setAside}, until this is so at a {@link #recall}. */
  public void park(BooleanSupplier until) {
    Lane lane = takeFirstLane();
    lane.aside = true;
    lane.parkedUntil = until;
    parked.add(lane);
  }

  private Lane takeFirstLane() {
    Lane first = ready.pollFirst();
    if (first == null) {
      throw new IllegalStateException("No run is due");
    }
    return first;
  }

  /**
   * A run that had been polled is over: if it belonged to a series, the next of the series follows.
   */
  public void ended(RunId id) {
    String ofSeries = polledOfSeries.remove(id);
    if (ofSeries != null) {
      advance(ofSeries, id);
    }
  }

  private void advance(String ofSeries, RunId id) {
    Deque<Entry> row = series.get(ofSeries);
    if (row == null || !isFirst(row, id)) {
      return;
    }
    row.poll();
    while (!row.isEmpty() && row.element().removed) {
      row.poll();
    }
    if (row.isEmpty()) {
      series.remove(ofSeries);
    } else {
      join(row.element());
    }
  }

  /** Takes a run out before its turn. Its place in its series, too, is free. */
  public Optional<Run> remove(RunId id) {
    Entry entry = entries.remove(id);
    if (entry == null) {
      return Optional.empty();
    }
    room.free(entry.run);
    leave(entry);
    if (entry.series != null) {
      polledOfSeries.remove(id);
      advance(entry.series, id);
    }
    return Optional.of(entry.run);
  }

  private void leave(Entry entry) {
    Lane lane = entry.lane;
    if (lane == null) {
      entry.removed = true;
      if (later.size() > Entry.MOST_REMOVED + 2 * entries.size()) {
        later.removeIf(each -> each.removed);
      }
      return;
    }
    ready.remove(lane);
    lane.remove(entry);
    if (lane.size() == 0) {
      forgetIfRouted(lane);
    } else if (!lane.aside) {
      ready.add(lane);
    }
  }

  private void forgetIfRouted(Lane lane) {
    if (lane.isRouted()) {
      lanes.remove(lane.name);
      parked.remove(lane);
    }
  }

  /** When the next run becomes due that was not due in this turn; null if none. */
  public @Nullable Instant nextDue() {
    Entry first = later.peek();
    while (first != null && first.removed) {
      later.poll();
      first = later.peek();
    }
    return first == null ? null : first.run.dueAt();
  }

  /**
   * Where a run stands.
   *
   * @param behind the earlier run of its series that it waits for, or null
   * @param ahead how many runs of its lane go before it
   */
  public record Place(@Nullable RunId behind, int ahead) {}

  /** Null if the run is not here. */
  public @Nullable Place place(RunId id) {
    Entry entry = entries.get(id);
    if (entry == null) {
      return null;
    }
    Deque<Entry> row = entry.series == null ? null : series.get(entry.series);
    Entry first = row == null ? null : row.peek();
    RunId behind = first == null || first == entry ? null : first.run.id();
    return new Place(behind, entry.lane == null ? 0 : entry.lane.ahead(entry));
  }

  public boolean holds(RunId id) {
    return entries.containsKey(id);
  }

  /** How many due runs wait, by handler. */
  public Map<String, Integer> waiting() {
    Map<String, Integer> waiting = new HashMap<>();
    for (Lane lane : lanes.values()) {
      if (lane.size() > 0) {
        waiting.merge(lane.handler, lane.size(), Integer::sum);
      }
    }
    return waiting;
  }
}
