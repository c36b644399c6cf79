package io.schedulezero.store;

import io.schedulezero.run.Run;
import io.schedulezero.run.RunSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The runs of one handler that wait, and those that are over. Journal's thread only. */
final class MemoryLane {
  private static final Comparator<MemoryRun> BY_DUE =
      Comparator.comparing((MemoryRun kept) -> kept.run().dueAt())
          .thenComparing(kept -> kept.run().id());

  private final List<NavigableSet<MemoryRun>> waitingByPriority = new ArrayList<>();

  /** In the order in which they finished. */
  private final Set<MemoryRun> finished = new LinkedHashSet<>();

  MemoryLane() {
    for (int i = RunSpec.MIN_PRIORITY; i <= RunSpec.MAX_PRIORITY; i++) {
      waitingByPriority.add(new TreeSet<>(BY_DUE));
    }
  }

  /** To be called before a run changes, as {@link #add} after it. */
  void remove(MemoryRun kept) {
    if (kept.isWaiting()) {
      waiting(kept).remove(kept);
    } else if (kept.run().state().isTerminal()) {
      finished.remove(kept);
    }
  }

  void add(MemoryRun kept) {
    if (kept.isWaiting()) {
      waiting(kept).add(kept);
    } else if (kept.run().state().isTerminal()) {
      finished.add(kept);
    }
  }

  private NavigableSet<MemoryRun> waiting(MemoryRun kept) {
    return waitingByPriority.get(kept.run().spec().priority());
  }

  List<Run> claim(Instant until, int size) {
    List<Run> claimed = new ArrayList<>();
    int left = size;
    for (int priority = RunSpec.MAX_PRIORITY; priority >= RunSpec.MIN_PRIORITY; priority--) {
      NavigableSet<MemoryRun> waiting = waitingByPriority.get(priority);
      while (left > 0 && !waiting.isEmpty() && waiting.first().run().dueAt().isBefore(until)) {
        MemoryRun next = waiting.first();
        waiting.remove(next);
        next.hold(true);
        claimed.add(next.run());
        left -= next.run().spec().size();
      }
    }
    return claimed;
  }

  @Nullable Instant earliestDue() {
    Instant earliest = null;
    for (NavigableSet<MemoryRun> waiting : waitingByPriority) {
      if (!waiting.isEmpty()) {
        Instant due = waiting.first().run().dueAt();
        earliest = earliest == null || due.isBefore(earliest) ? due : earliest;
      }
    }
    return earliest;
  }

  /** Finished runs that are too old or too many, oldest first. */
  List<MemoryRun> unwanted(Instant cutoff, long maxCount, int limit) {
    List<MemoryRun> unwanted = new ArrayList<>();
    Iterator<MemoryRun> oldest = finished.iterator();
    while (unwanted.size() < limit && oldest.hasNext()) {
      MemoryRun next = oldest.next();
      Instant at = next.run().finishedAt();
      boolean tooMany = finished.size() - unwanted.size() > maxCount;
      if (!tooMany && at != null && !at.isBefore(cutoff)) {
        break;
      }
      if (!next.isHeld()) {
        unwanted.add(next);
      }
    }
    return unwanted;
  }
}
