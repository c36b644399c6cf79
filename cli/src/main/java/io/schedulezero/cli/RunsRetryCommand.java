package io.schedulezero.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "retry",
    description =
        "Run failed or cancelled runs again, with all their attempts anew: those that are named, or all that the filter finds.",
    exitCodeList = {
      "4:there is no such run",
      "5:the run has neither failed nor been cancelled; nothing has changed"
    },
    footer = {
      "",
      "Examples:",
      "  sz runs retry 0j3q8k2m4n6p7",
      "  sz runs retry --state failed --handler send_email --from 2h"
    })
final class RunsRetryCommand extends ClientCommand {
  @Parameters(
      arity = "0..*",
      paramLabel = "ID",
      description = "Ids of runs; else a filter is needed.")
  List<String> ids = List.of();

  @Mixin private final RunFilterOptions filter = new RunFilterOptions();
  @Mixin private final BulkChoice choice = new BulkChoice();

  @Override
  ExitCode run() {
    RunsChange change = new RunsChange(this, RunsChange.Kind.RETRY, filter);
    return ids.isEmpty() ? change.all(choice, Json.object()) : change.each(ids, Json.object());
  }
}
