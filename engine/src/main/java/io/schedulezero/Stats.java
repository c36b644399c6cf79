package io.schedulezero;

import io.schedulezero.run.RunState;
import io.schedulezero.run.RunTotals;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** How much there is and how it goes. */
public interface Stats {
  /** Of this moment. */
  Snapshot now();

  /** Finished runs by handler and state, in steps of time. */
  List<RunTotals> history(Instant from, Instant to, Duration step);

  /**
   * The scheduler at one moment.
   *
   * @param runs by state, all seven states
   * @param schedules how many there are
   * @param paused how many of them are paused
   * @param waiting due runs in memory, by handler
   * @param running attempts under way, by handler
   * @param lagMillis the latest fires' actual minus nominal time: p50, p95, p99 and max over the
   *     last minutes
   */
  record Snapshot(
      Instant at,
      Map<RunState, Long> runs,
      long schedules,
      long paused,
      Map<String, Integer> waiting,
      Map<String, Integer> running,
      Lag lagMillis) {}

  /** How late fires started lately. */
  record Lag(double p50, double p95, double p99, double max) {}
}
