package io.schedulezero.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "resume",
    description =
        "Let paused schedules fire again. What fell into the pause is recorded as skipped.",
    exitCodeList = {"4:there is no such schedule", "5:it is not paused"},
    footer = {"", "Examples:", "  sz schedules resume nightly"})
final class SchedulesResumeCommand extends ClientCommand {
  @Parameters(arity = "1..*", paramLabel = "ID", description = "Ids of the schedules.")
  List<String> ids = List.of();

  @Override
  ExitCode run() {
    return new EachOf(printer())
        .run(ids, id -> new ScheduleChange(this).post(id, "resume", Json.object()));
  }
}
