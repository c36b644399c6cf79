package io.schedulezero.cli;

import io.schedulezero.cli.Table.Cell;
import io.schedulezero.cli.Table.Column;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
    name = "fires",
    description = "What became of the past fires of a schedule, and the next ones.",
    exitCodeList = "4:there is no such schedule",
    footer = {
      "",
      "Examples:",
      "  sz schedules fires nightly",
      "  sz schedules fires nightly --next 30 --limit 1"
    })
final class SchedulesFiresCommand extends ClientCommand {
  @Parameters(paramLabel = "ID", description = "Id of the schedule.")
  String id = "";

  @Option(
      names = "--next",
      paramLabel = "N",
      description = "How many fires to look ahead (default 10).")
  int next = 10;

  @Mixin private final PageOptions pages = new PageOptions();

  @Override
  ExitCode run() {
    String path = "/api/schedules/" + Client.part(id) + "/fires";
    JsonNode fires = pages.fetch(client(), path, new Query().with("next", next));
    printer()
        .answer(
            () -> fires,
            () -> printer().table(table(new Doc(fires)), "No fire, neither past nor to come."));
    PageOptions.remarkMore(printer(), fires);
    return ExitCode.OK;
  }

  /** From the latest of those to come down to the oldest past one. */
  private Table table(Doc fires) {
    Moments moments = moments();
    Table table =
        new Table(
            Column.whole("TIME"),
            Column.optional("WHEN"),
            Column.whole("STATE"),
            Column.optional("RUN"),
            Column.elastic("WHY"));
    List<Doc> ahead = fires.items("next");
    for (int i = ahead.size() - 1; i >= 0; i--) {
      String skipped = ahead.get(i).text("skipped");
      table.row(
          time(ahead.get(i), moments),
          when(ahead.get(i), moments),
          Cell.of("next"),
          Cell.of(""),
          Cell.of(skipped));
    }
    for (Doc fire : fires.items("items")) {
      boolean made = fire.text("kind").equals("run");
      table.row(
          time(fire, moments),
          when(fire, moments),
          Cell.state(made ? fire.text("state") : "skipped"),
          Cell.of(fire.text("run_id")),
          Cell.of(made ? "" : why(fire, moments)));
    }
    return table;
  }

  private static Cell time(Doc fire, Moments moments) {
    return Cell.of(fire.instant("time").map(moments::absolute).orElse(""));
  }

  private static Cell when(Doc fire, Moments moments) {
    return Cell.of(fire.instant("time").map(moments::relative).orElse(""));
  }

  private static String why(Doc skip, Moments moments) {
    String since =
        skip.number("count") > 1
            ? " ("
                + skip.number("count")
                + " fires since "
                + skip.instant("first").map(moments::absolute).orElse("")
                + ")"
            : "";
    return skip.text("reason") + ": " + skip.text("detail") + since;
  }
}
