package io.schedulezero.cli;

import io.schedulezero.cli.Table.Cell;
import io.schedulezero.cli.Table.Column;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

@Command(
    name = "config",
    description =
        "Show the configuration that the server runs with, and where each value comes from. Secrets are masked.",
    footer = {
      "",
      "Examples:",
      "  sz config",
      "  sz config -o json | jq '.items[] | select(.source != \"default\")'"
    })
final class ConfigCommand extends ClientCommand {
  @Override
  ExitCode run() {
    JsonNode config = client().get("/api/config");
    Table table = new Table(Column.whole("KEY"), Column.elastic("VALUE"), Column.elastic("SOURCE"));
    for (Doc item : new Doc(config).items("items")) {
      Style style = item.text("source").equals("default") ? Style.DIM : Style.PLAIN;
      table.row(
          Cell.of(item.text("key")),
          Cell.of(item.text("value")),
          new Cell(item.text("source"), style));
    }
    printer()
        .answer(() -> config, () -> printer().table(table, "The server has no configuration."));
    return ExitCode.OK;
  }
}
