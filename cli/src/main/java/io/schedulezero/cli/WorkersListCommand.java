package io.schedulezero.cli;

import io.schedulezero.cli.Table.Cell;
import io.schedulezero.cli.Table.Column;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

@Command(
    name = "list",
    description = "List the workers by name, with what they host and how busy they are.",
    footer = {
      "",
      "Examples:",
      "  sz workers list",
      "  sz workers list -o json | jq -r '.items[] | select(.state != \"ready\").name'"
    })
final class WorkersListCommand extends ClientCommand {
  private static final String NONE =
      "There are no workers. Start one with `sz worker`; `sz help worker` says how.";

  @Override
  ExitCode run() {
    return print(this);
  }

  static ExitCode print(ClientCommand command) {
    JsonNode page = command.client().get("/api/workers");
    Printer printer = command.printer();
    printer.answer(() -> page, () -> printer.table(table(new Doc(page), command.moments()), NONE));
    return ExitCode.OK;
  }

  private static Table table(Doc page, Moments moments) {
    Table table =
        new Table(
            Column.whole("NAME"),
            Column.whole("STATE"),
            Column.whole("HEALTH"),
            Column.whole("ACTIVE").toTheRight(),
            Column.optional("SLOTS").toTheRight(),
            Column.elastic("HANDLERS"),
            Column.optional("ADDRESS"),
            Column.optional("SEEN"));
    for (Doc worker : page.items("items")) {
      table.row(
          Cell.of(worker.text("name")),
          Cell.state(worker.text("state")),
          Cell.state(worker.text("health")),
          Cell.of(worker.number("active")),
          Cell.of(worker.number("slots")),
          Cell.of(worker.list("handlers")),
          Cell.of(worker.text("address")),
          Cell.of(worker.instant("last_seen").map(moments::relative).orElse("")));
    }
    return table;
  }
}
