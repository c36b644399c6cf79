package io.schedulezero.cli;

import picocli.CommandLine.Command;

@Command(
    name = "keys",
    description =
        "Keys by which a server and its workers know each other, which workers on other machines need. Without a command: show"
            + " this help.",
    subcommands = KeysCreateCommand.class,
    footer = {"", "Examples:", "  sz keys create server", "  sz keys create mail-1"})
final class KeysCommand extends SzCommand {
  @Override
  ExitCode run() {
    spec().commandLine().usage(terminal().out());
    return ExitCode.OK;
  }
}
