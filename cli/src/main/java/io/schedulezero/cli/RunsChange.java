package io.schedulezero.cli;

import io.schedulezero.cli.RunFilterOptions.State;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One operation on some runs, or on all that a filter finds. */
final class RunsChange {
  /** What can be done to runs, and in which states. */
  enum Kind {
    CANCEL("cancel", "Cancel %s?", "%s cancelled."),
    RETRY("retry", "Run %s again?", "%s will run again.");

    private final String verb;
    private final String question;
    private final String done;

    Kind(String verb, String question, String done) {
      this.verb = verb;
      this.question = question;
      this.done = done;
    }

    private boolean concerns(State state) {
      return switch (state) {
        case scheduled, queued, running -> this == CANCEL;
        case failed, cancelled -> this == RETRY;
        case succeeded, skipped -> false;
      };
    }
  }

  private final ClientCommand command;
  private final Kind kind;
  private final RunFilterOptions filter;

  RunsChange(ClientCommand command, Kind kind, RunFilterOptions filter) {
    this.command = command;
    this.kind = kind;
    this.filter = filter;
  }

  /** One after the other; goes on after a refusal, and ends with the code of the first one. */
  ExitCode each(List<String> ids, ObjectNode body) {
    if (!filter.document(command.moments()).isEmpty()) {
      throw CommandFailed.usage("Name runs or give a filter, not both.");
    }
    return new EachOf(command.printer()).run(ids, id -> one(id, body));
  }

  private void one(String id, ObjectNode body) {
    Printer printer = command.printer();
    JsonNode run = command.client().post("/api/runs/" + Client.part(id) + "/" + kind.verb, body);
    Doc doc = new Doc(run);
    printer.answer(
        () -> run, () -> printer.line("Run " + doc.text("id") + " is " + doc.text("state") + "."));
  }

  ExitCode all(BulkChoice choice, ObjectNode body) {
    ObjectNode which = filter.document(command.moments());
    if (which.isEmpty()) {
      throw CommandFailed.usage(
          "Name the runs to " + kind.verb + ", or give a filter such as --handler.");
    }
    choice.confirm(command, kind.question, new BulkChoice.Things("run", "/api/runs", affected()));
    body.set("filter", which);
    JsonNode answer = command.client().post("/api/runs/" + kind.verb, body);
    Printer printer = command.printer();
    String count = BulkChoice.count(new Doc(answer).text("count"), "run");
    printer.answer(() -> answer, () -> printer.line(String.format(kind.done, count)));
    return ExitCode.OK;
  }

  /** The runs of the filter to which it can be done. */
  private Query affected() {
    List<State> told = filter.states.isEmpty() ? List.of(State.values()) : filter.states;
    List<State> states = told.stream().filter(kind::concerns).toList();
    if (states.isEmpty()) {
      throw CommandFailed.usage("There is nothing to " + kind.verb + " in --state " + told + ".");
    }
    return filter.query(command.moments(), states);
  }
}
