package io.schedulezero.api;

import io.schedulezero.run.RunState;
import io.schedulezero.run.RunTotals;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs that finished in a span of time. */
record TotalsView(
    long succeeded,
    long failed,
    long cancelled,
    long skipped,
    double perSecond,
    @Nullable Double meanWaitMs,
    @Nullable Double meanRunMs) {
  static TotalsView of(List<RunTotals> totals, Duration span) {
    long all = totals.stream().mapToLong(RunTotals::count).sum();
    return new TotalsView(
        count(totals, RunState.SUCCEEDED),
        count(totals, RunState.FAILED),
        count(totals, RunState.CANCELLED),
        count(totals, RunState.SKIPPED),
        (double) all / span.toSeconds(),
        mean(totals.stream().mapToLong(RunTotals::waitMillis).sum(), all),
        mean(totals.stream().mapToLong(RunTotals::runMillis).sum(), all));
  }

  private static long count(List<RunTotals> totals, RunState state) {
    return totals.stream().filter(t -> t.state() == state).mapToLong(RunTotals::count).sum();
  }

  private static @Nullable Double mean(long sum, long count) {
    return count == 0 ? null : (double) sum / count;
  }
}
