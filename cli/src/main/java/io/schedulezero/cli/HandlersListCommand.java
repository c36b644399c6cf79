package io.schedulezero.cli;

import io.schedulezero.cli.Table.Cell;
import io.schedulezero.cli.Table.Column;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

@Command(
    name = "list",
    description = "List the handlers by name, with their arguments.",
    footer = {
      "",
      "Examples:",
      "  sz handlers list",
      "  sz handlers list -o json | jq -r '.items[].name'"
    })
final class HandlersListCommand extends ClientCommand {
  @Override
  ExitCode run() {
    return print(this);
  }

  static ExitCode print(ClientCommand command) {
    JsonNode page = command.client().get("/api/handlers");
    Printer printer = command.printer();
    printer.answer(() -> page, () -> printer.table(table(new Doc(page)), "There are no handlers."));
    return ExitCode.OK;
  }

  private static Table table(Doc page) {
    Table table =
        new Table(
            Column.whole("NAME"),
            Column.elastic("ARGUMENTS"),
            Column.optional("RUNNING").toTheRight(),
            Column.optional("WAITING").toTheRight(),
            Column.optional("RUNS ON"),
            Column.elastic("DESCRIPTION"));
    for (Doc handler : page.items("items")) {
      Doc statistics = handler.at("statistics");
      table.row(
          Cell.of(handler.text("name")),
          Cell.of(arguments(handler.at("args_schema"))),
          Cell.of(statistics.number("running")),
          Cell.of(statistics.number("waiting")),
          Cell.of(where(handler)),
          Cell.of(handler.text("description")));
    }
    return table;
  }

  /** Nothing where it goes without saying. */
  private static String where(Doc handler) {
    String targets =
        handler.items("targets").stream()
            .map(target -> target.text("name"))
            .collect(Collectors.joining(", "));
    return targets.equals("local") ? "" : targets.isEmpty() ? "none" : targets;
  }

  /** Names; those that may be left out in brackets. */
  private static String arguments(Doc schema) {
    var required = schema.items("required").stream().map(Doc::text).collect(Collectors.toSet());
    return schema
        .at("properties")
        .node()
        .propertyStream()
        .map(java.util.Map.Entry::getKey)
        .map(name -> required.contains(name) ? name : "[" + name + "]")
        .collect(Collectors.joining(" "));
  }
}
