package io.schedulezero.store;

import io.schedulezero.run.Attempt;
import io.schedulezero.run.Fire;
import io.schedulezero.run.LogLine;
import io.schedulezero.run.Page;
import io.schedulezero.run.Run;
import io.schedulezero.run.RunFilter;
import io.schedulezero.run.RunId;
import io.schedulezero.run.RunState;
import io.schedulezero.run.RunStore;
import io.schedulezero.run.RunTotals;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Reads of runs in memory. */
final class MemoryRunStore implements RunStore {
  private final MemoryData data;

  MemoryRunStore(MemoryData data) {
    this.data = data;
  }

  @Override
  public Optional<Run> find(RunId id) {
    return Optional.ofNullable(data.runs.get(id)).map(MemoryRun::run);
  }

  @Override
  public List<Attempt> earlierAttempts(RunId id) {
    MemoryRun kept = data.runs.get(id);
    return kept == null ? List.of() : kept.earlierAttempts();
  }

  @Override
  public Page<Run> list(RunFilter filter, @Nullable String cursor, int limit) {
    RunMatch match = new RunMatch(filter);
    RunId before = new RunId(Cursors.before(cursor));
    Iterator<Run> newest =
        data.runs.headMap(before, cursor == null).descendingMap().values().stream()
            .map(MemoryRun::run)
            .filter(match)
            .iterator();
    List<Run> items = new ArrayList<>();
    while (items.size() < limit && newest.hasNext()) {
      items.add(newest.next());
    }
    boolean more = !items.isEmpty() && newest.hasNext();
    return new Page<>(items, more ? items.get(items.size() - 1).id().toString() : null);
  }

  @Override
  public List<LogLine> logs(RunId id, int after, int limit) {
    MemoryRun kept = data.runs.get(id);
    return kept == null ? List.of() : kept.logsAfter(after).stream().limit(limit).toList();
  }

  @Override
  public void forEachUnfinishedFire(BiConsumer<RunId, Fire> each) {
    data.fires.forEach(
        (fire, id) -> {
          MemoryRun kept = data.runs.get(id);
          if (kept != null && !kept.run().state().isTerminal()) {
            each.accept(id, fire);
          }
        });
  }

  @Override
  public Map<RunState, Long> countByState() {
    Map<RunState, Long> counts = new EnumMap<>(RunState.class);
    for (RunState state : RunState.values()) {
      long count = data.byState.get(Codes.of(state));
      if (count > 0) {
        counts.put(state, count);
      }
    }
    return counts;
  }

  @Override
  public List<RunTotals> totals(Instant from, Instant to, Duration step) {
    TotalsBySteps steps = new TotalsBySteps(from, to, step);
    data.totals.forEach(steps::add);
    return steps.list();
  }
}
