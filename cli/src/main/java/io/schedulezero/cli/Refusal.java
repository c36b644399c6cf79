package io.schedulezero.cli;

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
    JsonNode problem = read(answer.body());
    StringBuilder words = new StringBuilder(safe(problem.path("detail"), problem.path("title")));
    if (words.isEmpty()) {
      words.append("The server answered ").append(answer.status());
    }
    for (JsonNode error : problem.path("errors")) {
      String field = safe(error.path("field"), error.path("field"));
      words.append("\n  ").append(field).append(field.isEmpty() ? "" : ": ");
      words.append(safe(error.path("message"), error.path("message")));
    }
    return words.toString();
  }

  private static String safe(JsonNode first, JsonNode otherwise) {
    String raw =
        first.isString()
            ? first.stringValue()
            : otherwise.isString() ? otherwise.stringValue() : "";
    return Text.cut(Text.oneLine(raw), LONGEST);
  }

  private static JsonNode read(String body) {
    try {
      return Json.MAPPER.readTree(body);
    } catch (JacksonException e) {
      return Json.object();
    }
  }
}
