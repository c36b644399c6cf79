package io.schedulezero.cli;

import io.schedulezero.cli.Table.Cell;
import io.schedulezero.cli.Table.Column;

/** Runs for people. */
final class RunTable {
  private RunTable() {}

  static Table of(Doc page, Moments moments) {
    Table table =
        new Table(
            Column.whole("ID"),
            Column.elastic("HANDLER"),
            Column.whole("STATE"),
            Column.whole("DUE"),
            Column.optional("TOOK").toTheRight(),
            Column.optional("ATTEMPTS").toTheRight(),
            Column.elastic("SCHEDULE"),
            Column.elastic("NOTE"));
    page.items("items").forEach(run -> table.row(cells(run, moments)));
    return table;
  }

  private static Cell[] cells(Doc run, Moments moments) {
    return new Cell[] {
      Cell.of(run.text("id")),
      Cell.of(run.text("handler")),
      Cell.state(run.text("state")),
      Cell.of(run.instant("due_at").map(moments::relative).orElse("")),
      Cell.of(run.length("run_ms")),
      Cell.of(run.number("attempt_count")),
      Cell.of(run.text("schedule_id")),
      Cell.of(note(run))
    };
  }

  /** Why it is not a success: what the handler said, or else what the scheduler or a person did. */
  private static String note(Doc run) {
    String failure = FailureText.of(run.at("error"));
    boolean ended = run.text("state").matches("cancelled|skipped") || failure.isEmpty();
    return ended ? run.text("note") : failure;
  }
}
