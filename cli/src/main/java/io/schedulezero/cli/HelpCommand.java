package io.schedulezero.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "help",
    description = "Show how a command is used.",
    footer = {"", "Examples:", "  sz help", "  sz help schedules create"})
final class HelpCommand extends SzCommand {
  @Parameters(
      arity = "0..*",
      paramLabel = "COMMAND",
      description = "The command; sz itself unless told.")
  List<String> path = List.of();

  @Override
  ExitCode run() {
    CommandLine line = spec().root().commandLine();
    for (String name : path) {
      CommandLine next = line.getSubcommands().get(name);
      if (next == null) {
        String parent = line.getCommandSpec().qualifiedName();
        throw CommandFailed.usage(
            parent
                + " has no command \""
                + Text.oneLine(name)
                + "\"."
                + Nearest.question(name, line.getSubcommands().keySet()));
      }
      line = next;
    }
    line.usage(line.getOut());
    return ExitCode.OK;
  }
}
