package io.schedulezero.cli;

import io.schedulezero.cli.Table.Cell;
import io.schedulezero.cli.Table.Column;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
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
    stats
        .at("runs")
        .node()
        .propertyStream()
        .forEach(
            state ->
                facts.add(
                    Text.oneLine(state.getKey()),
                    new Doc(state.getValue()).text(),
                    Style.ofState(state.getKey())));
    Doc minutes = stats.at("last_5_minutes");
    Doc lag = stats.at("lag_ms");
    facts
        .add("schedules", stats.text("schedules") + ", of which paused " + stats.text("paused"))
        .add(
            "last 5 min",
            minutes.text("succeeded")
                + " succeeded, "
                + minutes.text("failed")
                + " failed, "
                + String.format(
                    Locale.ROOT, "%.1f/s", minutes.node().path("per_second").asDouble(0))
                + means(minutes))
        .add(
            "late by",
            "p50 "
                + ms(lag, "p50")
                + ", p95 "
                + ms(lag, "p95")
                + ", p99 "
                + ms(lag, "p99")
                + ", max "
                + ms(lag, "max"));
    printer().facts(facts);
    Table handlers = handlers(stats);
    if (!handlers.isEmpty()) {
      printer().line("");
      printer().table(handlers, "");
    }
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
