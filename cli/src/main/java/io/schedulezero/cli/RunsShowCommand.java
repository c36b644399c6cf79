package io.schedulezero.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
    name = "show",
    description = "Show a run with its attempts, its result or its failure.",
    exitCodeList = "4:there is no such run",
    footer = {
      "",
      "Examples:",
      "  sz runs show 0j3q8k2m4n6p7",
      "  sz runs show 0j3q8k2m4n6p7 -o json | jq .result"
    })
final class RunsShowCommand extends ClientCommand {
  @Parameters(paramLabel = "ID", description = "Id of the run.")
  String id = "";

  @Override
  ExitCode run() {
    JsonNode run = client().get("/api/runs/" + Client.part(id));
    printer().answer(() -> run, () -> new RunSheet(printer(), moments()).print(new Doc(run)));
    return ExitCode.OK;
  }
}
