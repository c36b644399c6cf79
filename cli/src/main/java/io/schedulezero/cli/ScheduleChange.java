package io.schedulezero.cli;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /api/schedules/ID/VERB}, and one line about how the schedule stands then. */
final class ScheduleChange {
  private final ClientCommand command;

  ScheduleChange(ClientCommand command) {
    this.command = command;
  }

  void post(String id, String verb, ObjectNode body) {
    JsonNode schedule =
        command.client().post("/api/schedules/" + Client.part(id) + "/" + verb, body);
    Doc doc = new Doc(schedule);
    String stand =
        doc.is("paused")
            ? "is paused."
            : "fires; next: "
                + doc.instant("next_fire").map(command.moments()::both).orElse("none");
    Printer printer = command.printer();
    printer.answer(() -> schedule, () -> printer.line("Schedule " + doc.text("id") + " " + stand));
  }
}
