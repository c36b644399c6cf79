package io.schedulezero.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

@Command(
    name = "drain",
    description = {
      "Give workers nothing new. With --within they end what they have, and then their processes stop; without, they stay,"
          + " idle, until they are resumed."
    },
    exitCodeList = "4:there is no such worker",
    footer = {
      "",
      "Examples:",
      "  sz workers drain mail-1",
      "  sz workers drain mail-1 mail-2 --within 5m --reason \"a new kernel\""
    })
final class WorkersDrainCommand extends ClientCommand {
  @Parameters(arity = "1..*", paramLabel = "NAME", description = "Names of the workers.")
  List<String> names = List.of();

  @Option(
      names = "--within",
      paramLabel = "DURATION",
      description = "How long they may take to end what they have; then that is cancelled.")
  @Nullable String within;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the others.")
  @Nullable String reason;

  @Override
  ExitCode run() {
    ObjectNode body = Json.object();
    if (within != null) {
      Lengths.read("--within", within);
    }
    Json.putText(body, "within", within);
    Json.putText(body, "reason", reason);
    return new EachOf(printer())
        .run(names, name -> new WorkerChange(this).post(name, "drain", body));
  }
}
