package io.schedulezero.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
    name = "backfill",
    description = "Make a run for every nominal fire of a span of time that has none yet.",
    exitCodeList = "4:there is no such schedule",
    footer = {"", "Examples:", "  sz schedules backfill nightly --from 2026-11-01 --to 2026-11-08"})
final class SchedulesBackfillCommand extends ClientCommand {
  @Parameters(paramLabel = "ID", description = "Id of the schedule.")
  String id = "";

  @Option(
      names = "--from",
      required = true,
      paramLabel = "TIME",
      description = "Fires at or after: 2026-12-01, 3d (ago), or with an offset.")
  String from = "";

  @Option(names = "--to", required = true, paramLabel = "TIME", description = "Fires before.")
  String to = "";

  @Override
  ExitCode run() {
    ObjectNode span = Json.object();
    Json.putText(span, "from", moments().readOption("--from", from));
    Json.putText(span, "to", moments().readOption("--to", to));
    JsonNode answer = client().post("/api/schedules/" + Client.part(id) + "/backfill", span);
    String count = BulkChoice.count(new Doc(answer).text("count"), "run");
    printer().answer(() -> answer, () -> printer().line(count + " made for schedule " + id + "."));
    return ExitCode.OK;
  }
}
