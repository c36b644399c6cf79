package io.schedulezero.cli;

import picocli.CommandLine.Command;

@Command(
    name = "workers",
    description =
        "See the processes that host handlers, and steer them. Without a command: list them.",
    subcommands = {
      WorkersListCommand.class,
      WorkersShowCommand.class,
      WorkersDrainCommand.class,
      WorkersResumeCommand.class,
      WorkersEvictCommand.class
    },
    footer = {
      "",
      "Examples:",
      "  sz workers",
      "  sz workers show mail-1",
      "  sz workers drain mail-1 --within 5m --reason \"a new kernel\""
    })
final class WorkersCommand extends ClientCommand {
  @Override
  ExitCode run() {
    return WorkersListCommand.print(this);
  }
}
