package io.schedulezero.cli;

import io.schedulezero.server.Main;
import io.schedulezero.server.ServerOptions;
import io.schedulezero.server.StartFailed;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "server",
    description = {
      "Start a server in this process. It prints one line when it is ready, logs on standard error, and serves until Ctrl-C"
          + " or SIGTERM; then running handlers get time to end."
    },
    exitCodeList = {
      "2:a flag or the configuration is wrong",
      "5:the port or the data are in use by another process",
      "70:it has lost what only another process brings back, and is to be started again",
      "130:stopped by Ctrl-C, in order",
      "143:stopped by SIGTERM, in order"
    },
    footer = {
      "",
      "Examples:",
      "  sz server",
      "  sz server --http 127.0.0.1:9000 --data /var/lib/schedulezero",
      "  sz server --config production.yaml --jar mailer.jar",
      "  SCHEDULEZERO_SCHEDULER_SLOTS=64 sz server --config production.yaml"
    })
final class ServerCommand extends SzCommand {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The configuration; config.yaml of this folder unless told, if there is one.")
  @Nullable String config;

  @Option(
      names = "--http",
      paramLabel = "HOST:PORT",
      description = "Where to listen (default 127.0.0.1:8888); port 0 takes any free one.")
  @Nullable String http;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder of the database (default data).")
  @Nullable String data;

  @Option(
      names = "--jar",
      paramLabel = "FILE",
      description =
          "A jar with handlers of your own, or with what they need; can be given several times. The configuration names"
              + " their classes in handlers.builtin.")
  List<String> jars = List.of();

  @Option(
      names = "--workers",
      paramLabel = "ADDRESS",
      description =
          "Where workers connect (default tcp://127.0.0.1:5555, if that is free); port * takes any free one, off none.")
  @Nullable String workers;

  @Override
  ExitCode run() {
    try {
      ServerOptions options = new ServerOptions(config, http, data, jars, workers);
      int code = Main.run(options, System.getenv(), terminal().out());
      return code == Main.LOST_A_PART ? ExitCode.LOST_A_PART : ExitCode.OK;
    } catch (StartFailed e) {
      throw new CommandFailed(
          e.exitCode() == ExitCode.USAGE.code() ? ExitCode.USAGE : ExitCode.CONFLICT,
          String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.INTERRUPTED;
    }
  }
}
