package io.schedulezero.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "list",
    description = "List schedules by id.",
    footer = {
      "",
      "Examples:",
      "  sz schedules list --handler backup",
      "  sz schedules list --paused",
      "  sz schedules list --all -o json"
    })
final class SchedulesListCommand extends ClientCommand {
  @Mixin private final ScheduleListing listing = new ScheduleListing();

  @Override
  ExitCode run() {
    return listing.print(this);
  }
}
