package io.schedulezero.store;

import io.schedulezero.journal.Journal.Waiting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The runs of one handler: those that wait, by lane, and those that are over. Journal's thread
 * only.
 */
final class MemoryLanes {
  /** Only those in which something waits. */
  private final Map<String, MemoryLane> waiting = new HashMap<>();

  /** In the order in which they finished. */
  private final Set<MemoryRun> finished = new LinkedHashSet<>();

  /** To be called before a run changes, as {@link #add} after it. */
  void remove(MemoryRun kept) {
    if (kept.isWaiting()) {
      MemoryLane lane = waiting(kept.run().spec().lane());
      if (lane != null) {
        lane.remove(kept);
        forgetIfEmpty(kept.run().spec().lane(), lane);
      }
    } else if (kept.run().state().isTerminal()) {
      finished.remove(kept);
    }
  }

  void add(MemoryRun kept) {
    if (kept.isWaiting()) {
      waiting.computeIfAbsent(kept.run().spec().lane(), lane -> new MemoryLane()).add(kept);
    } else if (kept.run().state().isTerminal()) {
      finished.add(kept);
    }
  }

  /** Null if nothing waits there. */
  @Nullable MemoryLane waiting(String lane) {
    return waiting.get(lane);
  }

  /** Of what waits in a lane, which is forgotten if nothing does. */
  @Nullable Instant earliestDue(String lane) {
    MemoryLane one = waiting.get(lane);
    if (one == null) {
      return null;
    }
    forgetIfEmpty(lane, one);
    return one.earliestDue();
  }

  private void forgetIfEmpty(String name, MemoryLane lane) {
    if (lane.isEmpty()) {
      waiting.remove(name);
    }
  }

  void addWaiting(List<Waiting> all) {
    waiting.forEach(
        (name, lane) -> {
          Instant earliest = lane.earliestDue();
          if (earliest != null) {
            all.add(new Waiting(name, earliest));
          }
        });
  }

  /** Finished runs that are too old or too many and that nobody needs, oldest first. */
  List<MemoryRun> unwanted(
      Instant cutoff, long maxCount, int limit, Predicate<MemoryRun> isNeeded) {
    List<MemoryRun> unwanted = new ArrayList<>();
    Iterator<MemoryRun> oldest = finished.iterator();
    while (unwanted.size() < limit && oldest.hasNext()) {
      MemoryRun next = oldest.next();
      Instant at = next.run().finishedAt();
      boolean tooMany = finished.size() - unwanted.size() > maxCount;
      if (!tooMany && at != null && !at.isBefore(cutoff)) {
        break;
      }
      if (!next.isHeld() && !isNeeded.test(next)) {
        unwanted.add(next);
      }
    }
    return unwanted;
  }
}
