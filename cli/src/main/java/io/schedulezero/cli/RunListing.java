package io.schedulezero.cli;

import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** {@code sz runs}, with and without {@code list}. */
final class RunListing {
  @Mixin final RunFilterOptions filter = new RunFilterOptions();
  @Mixin final PageOptions pages = new PageOptions();

  ExitCode print(ClientCommand command) {
    Moments moments = command.moments();
    Printer printer = command.printer();
    JsonNode page = pages.fetch(command.client(), "/api/runs", filter.query(moments));
    printer.answer(
        () -> page, () -> printer.table(RunTable.of(new Doc(page), moments), "No run matches."));
    PageOptions.remarkMore(printer, page);
    return ExitCode.OK;
  }
}
