package io.schedulezero.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

@Command(
    name = "run",
    description = "Have a handler run, now or later. It is on disk when this command says so.",
    exitCodeList = {
      "0:the run is on disk; with --wait: it succeeded",
      "1:the server could not do it; with --wait: the run failed, was cancelled or was skipped",
      "4:there is no such handler",
      "124:--wait-timeout was over before the run; the run goes on",
      "130:stopped by Ctrl-C; the run goes on"
    },
    footer = {
      "",
      "Examples:",
      "  sz run echo --arg text=hello --wait",
      "  sz run send_email --args '{\"to\": \"ada@example.org\"}' --delay 10m",
      "  sz run report --at \"2026-12-01 09:00\" --key report-2026-12",
      "  sz run render --arg film=a.mov --worker gpu=true --affinity '$.film'",
      "  sz run import --arg file=a.csv --arg strict=true --arg columns:='[1, 2]' --follow",
      "  id=$(sz run echo -q)"
    })
final class RunCommand extends ClientCommand {
  @Parameters(paramLabel = "HANDLER", description = "Name of the handler; see sz handlers.")
  String handler = "";

  @Mixin private final ArgumentOptions arguments = new ArgumentOptions();

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "When: 09:00 (today), \"2026-12-01 09:00\", or with an offset.")
  @Nullable String at;

  @Option(names = "--delay", paramLabel = "TIME", description = "How long from now: 30s, 10m, 2h.")
  @Nullable String delay;

  @Mixin private final RunOptions options = new RunOptions();

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description =
          "A second run of this handler with this key is not made; the first one answers.")
  @Nullable String key;

  @Mixin private final WaitOptions waiting = new WaitOptions();

  @Override
  ExitCode run() {
    RunWait wait = waiting.prepare(this);
    return waiting.finish(this, client().post("/api/runs", request()), wait);
  }

  private ObjectNode request() {
    ObjectNode request = Json.object().put("handler", handler);
    request.set("args", arguments.document(new Inputs(terminal().in()), handler(handler)));
    Json.putText(request, "run_at", moments().readOption("--at", at));
    Json.putText(request, "delay", delay);
    options.into(request);
    Json.putText(request, "key", key);
    return request;
  }
}
