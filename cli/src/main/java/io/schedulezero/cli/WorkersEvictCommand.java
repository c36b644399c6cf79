package io.schedulezero.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "evict",
    description = {
      "End the connections of workers, such as one that does not answer. A worker that lives comes back with what it has; what a"
          + " dead one had is lost when its lease ends, and runs again."
    },
    exitCodeList = {"4:there is no such worker", "5:it is not connected"},
    footer = {"", "Examples:", "  sz workers evict mail-1"})
final class WorkersEvictCommand extends ClientCommand {
  @Parameters(arity = "1..*", paramLabel = "NAME", description = "Names of the workers.")
  List<String> names = List.of();

  @Override
  ExitCode run() {
    return new EachOf(printer()).run(names, this::evict);
  }

  private void evict(String name) {
    new WorkerChange(this).send(name, "evict", Json.object());
    printer()
        .answer(
            () -> Json.object().put("name", name),
            () -> printer().line("Worker " + name + " is disconnected."));
  }
}
