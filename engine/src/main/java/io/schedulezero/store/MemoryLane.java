package io.schedulezero.store;

import io.schedulezero.run.Run;
import io.schedulezero.run.RunSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The runs of one lane that wait. Journal's thread only. */
final class MemoryLane {
  private static final Comparator<MemoryRun> BY_DUE =
      Comparator.comparing((MemoryRun kept) -> kept.run().dueAt())
          .thenComparing(kept -> kept.run().id());

  private final List<NavigableSet<MemoryRun>> waitingByPriority = new ArrayList<>();

  MemoryLane() {
    for (int i = RunSpec.MIN_PRIORITY; i <= RunSpec.MAX_PRIORITY; i++) {
      waitingByPriority.add(new TreeSet<>(BY_DUE));
    }
  }

  void remove(MemoryRun kept) {
    waiting(kept).remove(kept);
  }

  void add(MemoryRun kept) {
    waiting(kept).add(kept);
  }

  boolean isEmpty() {
    return waitingByPriority.stream().allMatch(NavigableSet::isEmpty);
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
}
