package io.schedulezero.cli;

import io.schedulezero.cli.Table.Cell;
import io.schedulezero.cli.Table.Column;

/** Schedules for people. */
final class ScheduleTable {
  private ScheduleTable() {}

  static Table of(Doc page, Moments moments) {
    Table table =
        new Table(
            Column.whole("ID"),
            Column.elastic("HANDLER"),
            Column.elastic("WHEN"),
            Column.whole("NEXT FIRE"),
            Column.optional("RUNS").toTheRight(),
            Column.elastic("TAGS"));
    page.items("items").forEach(schedule -> table.row(cells(schedule, moments)));
    return table;
  }

  private static Cell[] cells(Doc schedule, Moments moments) {
    return new Cell[] {
      Cell.of(schedule.text("id")),
      Cell.of(schedule.text("handler")),
      Cell.of(TriggerText.of(schedule.at("trigger"), moments)),
      next(schedule, moments),
      Cell.of(schedule.number("run_count")),
      Cell.of(schedule.list("tags"))
    };
  }

  private static Cell next(Doc schedule, Moments moments) {
    return schedule.is("paused")
        ? Cell.state("paused")
        : Cell.of(schedule.instant("next_fire").map(moments::relative).orElse("none"));
  }
}
