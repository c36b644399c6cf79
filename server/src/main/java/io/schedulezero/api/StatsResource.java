package io.schedulezero.api;

import io.schedulezero.Stats;
import io.schedulezero.handler.Durations;
import io.schedulezero.input.Fields;
import io.schedulezero.input.Texts;
import io.schedulezero.run.RunState;
import io.schedulezero.run.RunTotals;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How much there is and how it goes. */
final class StatsResource {
  private static final Duration RECENT = Duration.ofMinutes(5);
  private static final Duration FINEST = Duration.ofMinutes(1);
  private static final int MOST_STEPS = 1_500;

  private final Stats stats;
  private final InstantSource clock;

  StatsResource(Stats stats, InstantSource clock) {
    this.stats = stats;
    this.clock = clock;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/stats", this::now), Route.get("/api/stats/history", this::history));
  }

  record StatsView(
      String at,
      Map<String, Long> runs,
      long schedules,
      long paused,
      Map<String, Integer> waiting,
      Map<String, Integer> running,
      Stats.Lag lagMs,
      @com.fasterxml.jackson.annotation.JsonProperty("last_5_minutes") TotalsView recent) {}

  private void now(Exchange exchange) {
    exchange.noParameters();
    Stats.Snapshot now = stats.now();
    Map<String, Long> runs = new LinkedHashMap<>();
    for (RunState state : RunState.values()) {
      runs.put(Texts.name(state), now.runs().getOrDefault(state, 0L));
    }
    List<RunTotals> recent = stats.history(now.at().minus(RECENT), now.at(), FINEST);
    exchange.answer(
        new StatsView(
            now.at().toString(),
            runs,
            now.schedules(),
            now.paused(),
            now.waiting(),
            now.running(),
            now.lagMillis(),
            TotalsView.of(recent, RECENT)));
  }

  private record Span(Instant from, Instant to, Duration step) {}

  private Span span(Fields fields) {
    Instant end = fields.instant("to");
    Instant to = end == null ? clock.instant() : end;
    Instant begin = fields.instant("from");
    Instant from = begin == null ? to.minus(Duration.ofHours(1)) : begin;
    Duration given = fields.duration("step");
    Duration step = given == null ? FINEST : given;
    if (step.compareTo(FINEST) < 0 || step.toSeconds() % 60 != 0 || step.toNanosPart() != 0) {
      fields.problem("step", "must be one or more whole minutes");
    } else if (to.isBefore(from)) {
      fields.problem("to", "must not be before from");
    } else if (Duration.between(from, to).dividedBy(step) > MOST_STEPS) {
      fields.problem("step", "must be longer: at most " + MOST_STEPS + " steps fit the span");
    }
    return new Span(from, to, step);
  }

  record HistoryView(String from, String to, String step, List<TotalView> items) {}

  record TotalView(
      String start, String handler, String state, long count, double meanWaitMs, double meanRunMs) {
    static TotalView of(RunTotals totals) {
      return new TotalView(
          totals.start().toString(),
          totals.handler(),
          Texts.name(totals.state()),
          totals.count(),
          (double) totals.waitMillis() / totals.count(),
          (double) totals.runMillis() / totals.count());
    }
  }

  private void history(Exchange exchange) {
    Span span = exchange.query(this::span);
    exchange.answer(
        new HistoryView(
            span.from().toString(),
            span.to().toString(),
            Durations.format(span.step()),
            stats.history(span.from(), span.to(), span.step()).stream()
                .map(TotalView::of)
                .toList()));
  }
}
