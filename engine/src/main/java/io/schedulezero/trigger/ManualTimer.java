package io.schedulezero.trigger;

import io.schedulezero.run.ScheduleId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A timer that moves only when it is told to, and the clock that goes with it. For tests and
 * forecasts. Calls on the thread that moves it.
 */
public final class ManualTimer implements Timer, InstantSource {
  private final Map<ScheduleId, Entry> armed = new HashMap<>();
  private final TreeSet<Entry> byTime =
      new TreeSet<>(
          Comparator.comparing(Entry::fireAt)
              .thenComparing(Entry::priority, Comparator.reverseOrder())
              .thenComparing(Entry::id));
  private Instant now;
  private @Nullable Firing firing;

  public ManualTimer(Instant now) {
    this.now = now;
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public synchronized void start(Firing to) {
    firing = to;
  }

  @Override
  public synchronized void arm(ScheduleId id, int priority, FireTimes times, Instant after) {
    disarm(id);
    add(id, priority, times, times.after(after));
  }

  @Override
  public void armAll(Collection<Armed> schedules) {
    for (Armed each : schedules) {
      arm(each.id(), each.priority(), each.times(), each.after());
    }
  }

  @Override
  public synchronized void armOnce(ScheduleId id, int priority, Instant at) {
    disarm(id);
    add(id, priority, null, new Nominal(at, at, null));
  }

  private void add(ScheduleId id, int priority, @Nullable FireTimes times, @Nullable Nominal next) {
    if (next != null) {
      Entry entry = new Entry(id, priority, times, next);
      armed.put(id, entry);
      byTime.add(entry);
    }
  }

  @Override
  public synchronized void disarm(ScheduleId id) {
    Entry entry = armed.remove(id);
    if (entry != null) {
      byTime.remove(entry);
    }
  }

  @Override
  public void disarmAll(Collection<ScheduleId> ids) {
    ids.forEach(this::disarm);
  }

  /** Calls for every fire up to and including {@code instant}, in order, each at its time. */
  public void advanceTo(Instant instant) {
    while (fireNext(instant)) {}
  }

  /** The clock jumps, as after a sleep of the machine; what was due on the way is called late. */
  public void leapTo(Instant instant) {
    synchronized (this) {
      now = instant;
    }
    advanceTo(instant);
  }

  private boolean fireNext(Instant until) {
    Entry due;
    Firing to;
    synchronized (this) {
      to = firing;
      if (to == null || byTime.isEmpty() || byTime.first().fireAt().isAfter(until)) {
        now = now.isBefore(until) ? until : now;
        return false;
      }
      due = byTime.first();
      disarm(due.id());
      now = now.isBefore(due.fireAt()) ? due.fireAt() : now;
      FireTimes times = due.times();
      if (times != null) {
        add(due.id(), due.priority(), times, times.afterDue(due.next().time(), now));
      }
    }
    to.fired(due.id(), due.next().time());
    return true;
  }

  /** When it will call next; null if nothing is armed. */
  public synchronized @Nullable Instant next() {
    return byTime.isEmpty() ? null : byTime.first().fireAt();
  }

  @Override
  public synchronized void close() {
    firing = null;
    armed.clear();
    byTime.clear();
  }

  private record Entry(ScheduleId id, int priority, @Nullable FireTimes times, Nominal next) {
    Instant fireAt() {
      return next.fireAt();
    }
  }
}
