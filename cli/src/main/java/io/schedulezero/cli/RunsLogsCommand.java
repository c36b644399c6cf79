package io.schedulezero.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
    name = "logs",
    description = "Show the lines that the handler logged during a run.",
    exitCodeList = "4:there is no such run",
    footer = {
      "",
      "With -o json and -f: one JSON document in each line.",
      "",
      "Examples:",
      "  sz runs logs 0j3q8k2m4n6p7",
      "  sz runs logs -f 0j3q8k2m4n6p7   # until the run has finished"
    })
final class RunsLogsCommand extends ClientCommand {
  @Parameters(paramLabel = "ID", description = "Id of the run.")
  String id = "";

  @Option(
      names = {"-f", "--follow"},
      description = "Go on until the run has finished.")
  boolean follow;

  @Mixin private final PageOptions pages = new PageOptions();

  @Override
  ExitCode run() {
    LogText text = new LogText(moments(), terminal().coloured());
    if (follow) {
      new LogStream(client(), id).forEach(pages.cursor, null, line -> print(line, text));
    } else {
      list(text);
    }
    return ExitCode.OK;
  }

  private void list(LogText text) {
    JsonNode page = pages.fetch(client(), "/api/runs/" + Client.part(id) + "/logs", new Query());
    printer()
        .answer(
            () -> page,
            () ->
                new Doc(page)
                    .items("items")
                    .forEach(line -> text.lines(line).forEach(terminal().out()::println)));
    PageOptions.remarkMore(printer(), page);
  }

  private boolean print(Doc line, LogText text) {
    if (printer().forPeople()) {
      text.lines(line).forEach(terminal().out()::println);
    } else {
      terminal().out().println(line.node());
    }
    return !terminal().out().checkError();
  }
}
