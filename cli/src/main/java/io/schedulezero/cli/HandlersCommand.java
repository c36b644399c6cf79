package io.schedulezero.cli;

import picocli.CommandLine.Command;

@Command(
    name = "handlers",
    description = "See what the server can run. Without a command: list it.",
    subcommands = {HandlersListCommand.class, HandlersShowCommand.class},
    footer = {"", "Examples:", "  sz handlers", "  sz handlers show echo"})
final class HandlersCommand extends ClientCommand {
  @Override
  ExitCode run() {
    return HandlersListCommand.print(this);
  }
}
