package io.schedulezero.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "resume",
    description = "Give workers runs again.",
    exitCodeList = {"4:there is no such worker", "5:it was told to leave"},
    footer = {"", "Examples:", "  sz workers resume mail-1"})
final class WorkersResumeCommand extends ClientCommand {
  @Parameters(arity = "1..*", paramLabel = "NAME", description = "Names of the workers.")
  List<String> names = List.of();

  @Override
  ExitCode run() {
    return new EachOf(printer())
        .run(names, name -> new WorkerChange(this).post(name, "resume", Json.object()));
  }
}
