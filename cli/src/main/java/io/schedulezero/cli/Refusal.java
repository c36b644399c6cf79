package io.schedulezero.cli;

import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A problem document of the server, in human form. */
final class Refusal {
  private static final int LONGEST = 2_000;

  private Refusal() {}

  static CommandFailed of(Client.Answer answer) {
    return new CommandFailed(ExitCode.ofStatus(answer.status()), words(answer));
  }

  private static String words(Client.Answer answer) {
    Doc problem = new Doc(read(answer.body()));
    String detail = safe(problem, "detail");
    List<Doc> errors = problem.items("errors");
    if (detail.isEmpty()) {
      String title = safe(problem, "title");
      detail = title.isEmpty() ? "The server answered " + answer.status() : title;
    }
    String known = detail;
    boolean repeated = errors.stream().allMatch(error -> known.contains(safe(error, "message")));
    if (repeated && errors.size() <= 1) {
      return detail;
    }
    String summary = repeated ? errors.size() + " things are wrong; nothing has changed." : detail;
    return summary + errors.stream().map(Refusal::line).collect(Collectors.joining());
  }

  private static String line(Doc error) {
    String field = safe(error, "field");
    return "\n  " + field + (field.isEmpty() ? "" : ": ") + safe(error, "message");
  }

  private static String safe(Doc place, String field) {
    return Text.cut(Text.oneLine(place.text(field)), LONGEST);
  }

  private static JsonNode read(String body) {
    try {
      return Json.MAPPER.readTree(body);
    } catch (JacksonException e) {
      return Json.object();
    }
  }
}
