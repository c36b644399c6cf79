package io.schedulezero.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

@Command(
    name = "pause",
    description = "Stop schedules from firing until they are resumed.",
    exitCodeList = {"4:there is no such schedule", "5:it is paused already"},
    footer = {"", "Examples:", "  sz schedules pause nightly --reason \"the disk is full\""})
final class SchedulesPauseCommand extends ClientCommand {
  @Parameters(arity = "1..*", paramLabel = "ID", description = "Ids of the schedules.")
  List<String> ids = List.of();

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the others.")
  @Nullable String reason;

  @Override
  ExitCode run() {
    ObjectNode why = Json.object();
    Json.putText(why, "reason", reason);
    return new EachOf(printer()).run(ids, id -> new ScheduleChange(this).post(id, "pause", why));
  }
}
