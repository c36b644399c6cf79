package io.schedulezero.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "runs",
    description =
        "Find runs, look into them, cancel them or run them again. Without a command: the newest runs.",
    subcommands = {
      RunsListCommand.class,
      RunsShowCommand.class,
      RunsLogsCommand.class,
      RunsCancelCommand.class,
      RunsRetryCommand.class
    },
    footer = {
      "",
      "Examples:",
      "  sz runs",
      "  sz runs --state failed --from 2h",
      "  sz runs show 0j3q8k2m4n6p7",
      "  sz runs logs -f 0j3q8k2m4n6p7",
      "  sz runs retry --state failed --handler send_email"
    })
final class RunsCommand extends ClientCommand {
  @Mixin private final RunListing listing = new RunListing();

  @Override
  ExitCode run() {
    return listing.print(this);
  }
}
