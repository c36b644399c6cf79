package io.schedulezero.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
    name = "show",
    description = "Show a schedule and where it stands.",
    exitCodeList = "4:there is no such schedule",
    footer = {
      "",
      "Examples:",
      "  sz schedules show nightly",
      "  sz schedules show nightly -o yaml"
    })
final class SchedulesShowCommand extends ClientCommand {
  @Parameters(paramLabel = "ID", description = "Id of the schedule.")
  String id = "";

  @Override
  ExitCode run() {
    JsonNode schedule = client().get("/api/schedules/" + Client.part(id));
    printer()
        .answer(
            () -> schedule, () -> new ScheduleSheet(printer(), moments()).print(new Doc(schedule)));
    return ExitCode.OK;
  }
}
