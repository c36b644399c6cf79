package io.schedulezero.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
    name = "delete",
    description =
        "Delete schedules: those that are named, or all that the filter finds. Their runs stay.",
    exitCodeList = "4:there is no such schedule",
    footer = {
      "",
      "Examples:",
      "  sz schedules delete nightly",
      "  sz schedules delete --tag try --yes"
    })
final class SchedulesDeleteCommand extends ClientCommand {
  @Parameters(
      arity = "0..*",
      paramLabel = "ID",
      description = "Ids of schedules; else a filter is needed.")
  List<String> ids = List.of();

  @Mixin private final ScheduleFilterOptions filter = new ScheduleFilterOptions();
  @Mixin private final BulkChoice choice = new BulkChoice();

  @Override
  ExitCode run() {
    ObjectNode which = filter.document();
    if (ids.isEmpty() == which.isEmpty()) {
      throw CommandFailed.usage(
          "Name the schedules to delete, or give a filter such as --tag; one of the two.");
    }
    return ids.isEmpty() ? all(which) : new EachOf(printer()).run(ids, this::one);
  }

  private void one(String id) {
    client().delete("/api/schedules/" + Client.part(id));
    printer()
        .answer(
            () -> Json.object().put("count", 1),
            () -> printer().line("Schedule " + id + " is deleted."));
  }

  private ExitCode all(ObjectNode which) {
    choice.confirm(
        this, "Delete %s?", new BulkChoice.Things("schedule", "/api/schedules", filter.query()));
    ObjectNode body = Json.object();
    body.set("filter", which);
    JsonNode answer = client().post("/api/schedules/delete", body);
    String count = BulkChoice.count(new Doc(answer).text("count"), "schedule");
    printer().answer(() -> answer, () -> printer().line(count + " deleted."));
    return ExitCode.OK;
  }
}
