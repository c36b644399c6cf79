package io.schedulezero.cli;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /api/workers/NAME/VERB}, and one line about how the worker stands then. */
final class WorkerChange {
  private final ClientCommand command;

  WorkerChange(ClientCommand command) {
    this.command = command;
  }

  void post(String name, String verb, ObjectNode body) {
    JsonNode worker = send(name, verb, body);
    Doc doc = new Doc(worker);
    Printer printer = command.printer();
    printer.answer(
        () -> worker,
        () ->
            printer.line(
                "Worker "
                    + doc.text("name")
                    + " is "
                    + doc.text("state")
                    + ", with "
                    + doc.text("active")
                    + " under way."));
  }

  JsonNode send(String name, String verb, ObjectNode body) {
    return command.client().post("/api/workers/" + Client.part(name) + "/" + verb, body);
  }
}
