package io.schedulezero;

import io.schedulezero.flow.Flow;
import io.schedulezero.notify.LagWindow;
import io.schedulezero.run.RunState;
import io.schedulezero.run.RunStore;
import io.schedulezero.run.RunTotals;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What the flow and the store count. */
final class EngineStats implements Stats {
  private final Flow flow;
  private final RunStore store;
  private final InstantSource clock;
  private final LagWindow lag;

  EngineStats(Engine engine, LagWindow lag) {
    this.flow = engine.flow();
    this.store = engine.runs();
    this.clock = engine.clock();
    this.lag = lag;
  }

  @Override
  public Snapshot now() {
    Map<RunState, Long> runs = new EnumMap<>(RunState.class);
    for (RunState state : RunState.values()) {
      runs.put(state, 0L);
    }
    runs.putAll(store.countByState());
    Flow.Load load = Settled.get(flow.load());
    long paused =
        flow.schedulesAfter(null).filter(known -> known.schedule().pause() != null).count();
    return new Snapshot(
        clock.instant(),
        runs,
        flow.scheduleCount(),
        paused,
        load.waiting(),
        load.running(),
        new Lag(lag.percentile(0.5), lag.percentile(0.95), lag.percentile(0.99), lag.max()));
  }

  @Override
  public List<RunTotals> history(Instant from, Instant to, Duration step) {
    return store.totals(from, to, step);
  }
}
