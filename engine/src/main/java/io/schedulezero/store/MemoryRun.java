package io.schedulezero.store;

import io.schedulezero.run.Attempt;
import io.schedulezero.run.LogLine;
import io.schedulezero.run.Run;
import io.schedulezero.run.RunState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** One run in memory, with what belongs to it. The journal's thread writes, any thread reads. */
final class MemoryRun {
  private volatile Run run;
  private volatile List<Attempt> earlier = List.of();
  private volatile @Nullable NavigableMap<Integer, LogLine> logs;

  /** Journal's thread only. */
  private boolean held;

  MemoryRun(Run run, boolean held) {
    this.run = run;
    this.held = held;
  }

  Run run() {
    return run;
  }

  boolean isHeld() {
    return held;
  }

  boolean isWaiting() {
    RunState state = run.state();
    return !held && (state == RunState.SCHEDULED || state == RunState.QUEUED);
  }

  void hold(boolean value) {
    held = value;
  }

  void become(Run next) {
    run = next;
  }

  void keep(Attempt ended) {
    List<Attempt> more = new ArrayList<>(earlier);
    more.removeIf(attempt -> attempt.fence() == ended.fence());
    more.add(ended);
    earlier = List.copyOf(more);
  }

  void log(List<LogLine> lines) {
    NavigableMap<Integer, LogLine> all = logs;
    if (all == null) {
      all = new ConcurrentSkipListMap<>();
      logs = all;
    }
    for (LogLine line : lines) {
      all.put(line.number(), line);
    }
  }

  List<Attempt> earlierAttempts() {
    return earlier;
  }

  Collection<LogLine> logsAfter(int number) {
    NavigableMap<Integer, LogLine> all = logs;
    return all == null ? List.of() : all.tailMap(number, false).values();
  }
}
