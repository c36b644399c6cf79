package io.schedulezero.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
    name = "run-now",
    description = "One run of a schedule now, beside its own fires.",
    exitCodeList = {
      "0:the run is on disk; with --wait: it succeeded",
      "1:the server could not do it; with --wait: the run failed, was cancelled or was skipped",
      "4:there is no such schedule",
      "124:--wait-timeout was over before the run; the run goes on"
    },
    footer = {
      "",
      "Examples:",
      "  sz schedules run-now nightly --wait",
      "  sz schedules run-now nightly --args '{\"dry\": true}'",
      "  sz schedules run-now nightly --target mail-1"
    })
final class SchedulesRunNowCommand extends ClientCommand {
  @Parameters(paramLabel = "ID", description = "Id of the schedule.")
  String id = "";

  @Option(
      names = "--args",
      paramLabel = "JSON",
      description =
          "Other arguments than the schedule's, as a JSON object, @FILE, or - for standard input.")
  @Nullable String args;

  @Option(
      names = "--target",
      paramLabel = "NAME",
      description =
          "Only on this worker, or in the server if it is local, whatever the schedule says.")
  @Nullable String target;

  @Mixin private final WaitOptions waiting = new WaitOptions();

  @Override
  ExitCode run() {
    ObjectNode body = Json.object();
    if (args != null) {
      body.set("args", new Inputs(terminal().in()).jsonObject("--args", args));
    }
    Json.putText(body, "target", target);
    RunWait wait = waiting.prepare(this);
    JsonNode submitted = client().post("/api/schedules/" + Client.part(id) + "/run_now", body);
    return waiting.finish(this, submitted, wait);
  }
}
