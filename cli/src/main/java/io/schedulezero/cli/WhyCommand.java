package io.schedulezero.cli;

import io.schedulezero.cli.Table.Cell;
import io.schedulezero.cli.Table.Column;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
    name = "why",
    description = "Say why a run is not running: what it has to pass, and which of it is shut.",
    exitCodeList = "4:there is no such run",
    footer = {
      "",
      "Examples:",
      "  sz why 0j3q8k2m4n6p7",
      "  sz why 0j3q8k2m4n6p7 -o json | jq '.gates[] | select(.open | not)'"
    })
final class WhyCommand extends ClientCommand {
  @Parameters(paramLabel = "ID", description = "Id of the run.")
  String id = "";

  @Override
  ExitCode run() {
    JsonNode why = client().get("/api/runs/" + Client.part(id) + "/explain");
    printer().answer(() -> why, () -> print(new Doc(why)));
    return ExitCode.OK;
  }

  private void print(Doc why) {
    printer().line(why.text("summary") + ".");
    Table gates = gates(why);
    if (!gates.isEmpty()) {
      printer().line("");
      printer().table(gates, "");
    }
  }

  private static Table gates(Doc why) {
    Table table =
        new Table(
            Column.whole("GATE"),
            Column.whole("TARGET"),
            Column.whole("STATE"),
            Column.elastic("WHY"));
    for (Doc gate : why.items("gates")) {
      table.row(Cell.of(gate.text("gate")), Cell.of(""), state(gate), Cell.of(gate.text("detail")));
      for (Doc part : gate.items("parts")) {
        table.row(
            Cell.of(""), Cell.of(part.text("name")), state(part), Cell.of(part.text("detail")));
      }
    }
    return table;
  }

  private static Cell state(Doc gate) {
    return Cell.state(gate.is("open") ? "open" : "shut");
  }
}
