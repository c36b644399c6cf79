package io.schedulezero.cli;

import io.schedulezero.cli.Table.Cell;
import io.schedulezero.cli.Table.Column;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

@Command(
    name = "stats",
    description =
        "Show how much there is and how it goes: runs by state, throughput, lateness, what runs and what waits.",
    footer = {"", "Examples:", "  sz stats", "  sz stats -o json | jq .lag_ms.p99"})
final class StatsCommand extends ClientCommand {
  @Override
  ExitCode run() {
    JsonNode stats = client().get("/api/stats");
    printer().answer(() -> stats, () -> print(new Doc(stats)));
    return ExitCode.OK;
  }

  private void print(Doc stats) {
    Facts facts = new Facts();
    stats.at("runs").node().propertyStream().forEach(state -> add(facts, state));
    printer()
        .facts(
            facts
                .add("schedules", stats.text("schedules") + ", " + stats.text("paused") + " paused")
                .add("last 5 min", finished(stats.at("last_5_minutes")))
                .add("late by", lag(stats.at("lag_ms"))));
    Table handlers = handlers(stats);
    if (!handlers.isEmpty()) {
      printer().line("");
      printer().table(handlers, "Nothing runs.");
    }
  }

  private static void add(Facts facts, Map.Entry<String, JsonNode> state) {
    String name = Text.oneLine(state.getKey());
    facts.add(name, new Doc(state.getValue()).text(), Style.ofState(name));
  }

  private static String finished(Doc totals) {
    double perSecond = totals.node().path("per_second").asDouble(0);
    return totals.text("succeeded")
        + " succeeded, "
        + totals.text("failed")
        + String.format(Locale.ROOT, " failed, %.1f/s", perSecond)
        + means(totals);
  }

  private static String lag(Doc lag) {
    return Stream.of("p50", "p95", "p99", "max")
        .map(field -> field + " " + ms(lag, field))
        .collect(Collectors.joining(", "));
  }

  private static String means(Doc minutes) {
    String wait = minutes.length("mean_wait_ms");
    String run = minutes.length("mean_run_ms");
    return (wait.isEmpty() ? "" : ", waited " + wait)
        + (run.isEmpty() ? "" : ", took " + run)
        + (wait.isEmpty() ? "" : " on average");
  }

  private static String ms(Doc lag, String field) {
    return String.format(Locale.ROOT, "%.1f ms", lag.node().path(field).asDouble(0));
  }

  private static Table handlers(Doc stats) {
    Table table =
        new Table(
            Column.whole("HANDLER"),
            Column.whole("RUNNING").toTheRight(),
            Column.whole("WAITING").toTheRight());
    Set<String> names = new TreeSet<>(stats.at("running").node().propertyNames());
    names.addAll(stats.at("waiting").node().propertyNames());
    names.forEach(
        name ->
            table.row(
                Cell.of(name),
                Cell.of(stats.at("running").number(name)),
                Cell.of(stats.at("waiting").number(name))));
    return table;
  }
}
