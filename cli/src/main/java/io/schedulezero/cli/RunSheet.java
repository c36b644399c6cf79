package io.schedulezero.cli;

import io.schedulezero.cli.Table.Cell;
import io.schedulezero.cli.Table.Column;
import java.util.List;

/** All that is known of one run, for people. */
final class RunSheet {
  private final Printer printer;
  private final Moments moments;

  RunSheet(Printer printer, Moments moments) {
    this.printer = printer;
    this.moments = moments;
  }

  void print(Doc run) {
    printer.facts(facts(run));
    List<Doc> attempts = run.items("attempts");
    if (!attempts.isEmpty()) {
      printer.line("");
      printer.table(attempts(attempts), "No attempt yet.");
    }
    String stack = run.at("error").text("stack");
    if (!stack.isEmpty()) {
      printer.line("");
      stack.lines().forEach(printer::line);
    }
  }

  private Facts facts(Doc run) {
    String state = run.text("state");
    return new Facts()
        .add("Run", run.text("id"), Style.BOLD)
        .add("Handler", run.text("handler"))
        .add("State", state, Style.ofState(state))
        .add("Progress", progress(run.at("progress")))
        .add("Note", run.text("note"))
        .add("Failure", FailureText.of(run.at("error")), Style.BAD)
        .add("At", run.at("error").text("own_frame"))
        .add("Result", run.text("result"))
        .add("Arguments", run.text("args"))
        .add("Created", time(run, "created_at"))
        .add("Due", time(run, "due_at"))
        .add("Started", time(run, "started_at"))
        .add("Finished", time(run, "finished_at"))
        .add("Waited", run.length("wait_ms"))
        .add("Took", run.length("run_ms"))
        .add("Schedule", run.text("schedule_id"))
        .add("Fire", time(run, "fire_time"))
        .add("Priority", run.text("priority"))
        .add("Timeout", run.text("timeout"))
        .add("Worker", run.at("route").pairs("worker"))
        .add("Target", run.at("route").text("target"))
        .add("Handler version", run.at("route").text("handler_version"))
        .add("Affinity", run.at("route").text("affinity"))
        .add("Broadcast", run.at("route").is("broadcast") ? "on each worker" : "")
        .add("Key", run.text("key"))
        .add("Tags", run.list("tags"));
  }

  private String time(Doc run, String field) {
    return run.instant(field).map(moments::both).orElse("");
  }

  /** {@code 40 % copying files}. */
  static String progress(Doc progress) {
    if (!progress.isPresent()) {
      return "";
    }
    long percent = Math.round(progress.node().path("fraction").asDouble(0) * 100);
    return (percent + " % " + progress.text("message")).strip();
  }

  private Table attempts(List<Doc> attempts) {
    Table table =
        new Table(
            Column.whole("ATTEMPT").toTheRight(),
            Column.elastic("WHERE"),
            Column.optional("STARTED"),
            Column.whole("TOOK").toTheRight(),
            Column.whole("OUTCOME"),
            Column.elastic("FAILURE"));
    for (Doc attempt : attempts) {
      table.row(
          Cell.of(attempt.number("number")),
          Cell.of(attempt.text("worker")),
          Cell.of(attempt.instant("started_at").map(moments::absolute).orElse("")),
          Cell.of(took(attempt)),
          Cell.state(attempt.at("outcome").isPresent() ? attempt.text("outcome") : "running"),
          Cell.of(FailureText.of(attempt.at("error"))));
    }
    return table;
  }

  private String took(Doc attempt) {
    return attempt
        .instant("started_at")
        .map(
            start ->
                Moments.length(
                    java.time.Duration.between(
                        start, attempt.instant("ended_at").orElseGet(moments.clock()::instant))))
        .orElse("");
  }
}
