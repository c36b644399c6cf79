package io.schedulezero.cli;

import io.schedulezero.cli.Table.Cell;
import io.schedulezero.cli.Table.Column;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
    name = "show",
    description = "Show a worker, and what it has done with each of its handlers.",
    exitCodeList = "4:there is no such worker",
    footer = {
      "",
      "Examples:",
      "  sz workers show mail-1",
      "  sz workers show mail-1 -o json | jq .figures"
    })
final class WorkersShowCommand extends ClientCommand {
  @Parameters(paramLabel = "NAME", description = "Name of the worker.")
  String name = "";

  @Override
  ExitCode run() {
    JsonNode worker = client().get("/api/workers/" + Client.part(name));
    printer().answer(() -> worker, () -> print(new Doc(worker)));
    return ExitCode.OK;
  }

  private void print(Doc worker) {
    String state = worker.text("state");
    String health = worker.text("health");
    Doc load = worker.at("load");
    printer()
        .facts(
            new Facts()
                .add("Worker", worker.text("name"), Style.BOLD)
                .add("State", state, Style.ofState(state))
                .add("Health", because(worker), Style.ofState(health))
                .add("Active", worker.text("active") + " of " + worker.text("slots"))
                .add("Handlers", worker.list("handlers"))
                .add("Address", worker.text("address"))
                .add("Lately", lately(worker.at("lately")))
                .add("Processor", WorkerFigures.percent(load.at("cpu")))
                .add("Memory", WorkerFigures.megabytes(load.at("heapUsed")))
                .add("Round trip", WorkerFigures.millis(load.at("rttMs")))
                .add("Up since", time(worker, "up_since"))
                .add("Connected", time(worker, "connected_at"))
                .add("Seen", time(worker, "last_seen"))
                .add("Labels", worker.pairs("labels"))
                .add("Load", worker.pairs("load"))
                .add("Client", worker.text("client"))
                .add("Process", worker.text("instance")));
    Table figures = figures(worker);
    if (!figures.isEmpty()) {
      printer().line("");
      printer().table(figures, "It has done nothing yet.");
    }
  }

  private static String because(Doc worker) {
    String reason = worker.text("health_reason");
    return worker.text("health") + (reason.isEmpty() ? "" : ": " + reason);
  }

  private static String lately(Doc lately) {
    String rate = WorkerFigures.percent(lately.at("failure_rate"));
    return lately.isPresent()
        ? lately.text("succeeded")
            + " succeeded, "
            + lately.text("failed")
            + " failed"
            + (rate.isEmpty() ? "" : " (" + rate + ")")
            + " in 5 minutes"
        : "";
  }

  private String time(Doc worker, String field) {
    return worker.instant(field).map(moments()::both).orElse("");
  }

  private static Table figures(Doc worker) {
    Table table =
        new Table(
            Column.whole("HANDLER"),
            Column.whole("ACTIVE").toTheRight(),
            Column.whole("SUCCEEDED").toTheRight(),
            Column.whole("FAILED").toTheRight(),
            Column.optional("MEAN").toTheRight(),
            Column.optional("P50").toTheRight(),
            Column.optional("P95").toTheRight(),
            Column.optional("P99").toTheRight());
    for (Doc figures : worker.items("figures")) {
      table.row(
          Cell.of(figures.text("handler")),
          Cell.of(figures.number("active")),
          Cell.of(figures.number("succeeded")),
          Cell.of(figures.number("failed")),
          Cell.of(WorkerFigures.millis(figures.at("mean_ms"))),
          Cell.of(WorkerFigures.millis(figures.at("p50_ms"))),
          Cell.of(WorkerFigures.millis(figures.at("p95_ms"))),
          Cell.of(WorkerFigures.millis(figures.at("p99_ms"))));
    }
    return table;
  }
}
