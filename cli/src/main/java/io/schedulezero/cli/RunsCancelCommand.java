package io.schedulezero.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

@Command(
    name = "cancel",
    description = {
      "Cancel runs: those that are named, or every unfinished one that the filter finds.",
      "A run that has not started is cancelled at once. A running handler is told and interrupted."
    },
    exitCodeList = {"4:there is no such run", "5:the run has finished; nothing has changed"},
    footer = {
      "",
      "Examples:",
      "  sz runs cancel 0j3q8k2m4n6p7 --reason \"wrong address\"",
      "  sz runs cancel --handler send_email --state queued --yes"
    })
final class RunsCancelCommand extends ClientCommand {
  @Parameters(
      arity = "0..*",
      paramLabel = "ID",
      description = "Ids of runs; else a filter is needed.")
  List<String> ids = List.of();

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Why; kept as the note of the run.")
  @Nullable String reason;

  @Mixin private final RunFilterOptions filter = new RunFilterOptions();
  @Mixin private final BulkChoice choice = new BulkChoice();

  @Override
  ExitCode run() {
    ObjectNode why = Json.object();
    Json.putText(why, "reason", reason);
    RunsChange change = new RunsChange(this, RunsChange.Kind.CANCEL, filter);
    return ids.isEmpty() ? change.all(choice, why) : change.each(ids, why);
  }
}
