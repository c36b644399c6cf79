package io.schedulezero.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "schedules",
    description = "Make, find, change, pause and delete schedules. Without a command: list them.",
    subcommands = {
      SchedulesListCommand.class,
      SchedulesShowCommand.class,
      SchedulesCreateCommand.class,
      SchedulesUpdateCommand.class,
      SchedulesPauseCommand.class,
      SchedulesResumeCommand.class,
      SchedulesDeleteCommand.class,
      SchedulesRunNowCommand.class,
      SchedulesFiresCommand.class,
      SchedulesBackfillCommand.class
    },
    footer = {
      "",
      "Examples:",
      "  sz schedules",
      "  sz schedules create nightly --cron \"0 3 * * *\" --tz Europe/Berlin --handler backup",
      "  sz schedules fires nightly",
      "  sz schedules pause nightly --reason \"the disk is full\""
    })
final class SchedulesCommand extends ClientCommand {
  @Mixin private final ScheduleListing listing = new ScheduleListing();

  @Override
  ExitCode run() {
    return listing.print(this);
  }
}
