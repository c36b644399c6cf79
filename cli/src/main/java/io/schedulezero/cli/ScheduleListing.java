package io.schedulezero.cli;

import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** {@code sz schedules}, with and without {@code list}. */
final class ScheduleListing {
  @Mixin final ScheduleFilterOptions filter = new ScheduleFilterOptions();
  @Mixin final PageOptions pages = new PageOptions();

  ExitCode print(ClientCommand command) {
    Printer printer = command.printer();
    JsonNode page = pages.fetch(command.client(), "/api/schedules", filter.query());
    printer.answer(
        () -> page,
        () ->
            printer.table(
                ScheduleTable.of(new Doc(page), command.moments()), "No schedule matches."));
    PageOptions.remarkMore(printer, page);
    return ExitCode.OK;
  }
}
