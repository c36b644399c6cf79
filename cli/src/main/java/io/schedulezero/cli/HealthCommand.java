package io.schedulezero.cli;

import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

@Command(
    name = "health",
    description = "Show whether the parts of the server work.",
    exitCodeList = {"0:every part works", "1:a part does not work"},
    footer = {"", "Examples:", "  sz health", "  until sz health; do sleep 1; done"})
final class HealthCommand extends ClientCommand {
  @Override
  ExitCode run() {
    Client.Answer answer = client().ask("/api/health");
    if (answer.status() >= 400 && answer.status() != 503) {
      throw Refusal.of(answer);
    }
    JsonNode health = answer.json();
    Doc doc = new Doc(health);
    boolean ready = doc.text("status").equals("ready");
    Facts facts = new Facts().add("status", doc.text("status"), ready ? Style.GOOD : Style.BAD);
    doc.at("parts")
        .node()
        .propertyStream()
        .forEach(part -> add(facts, part.getKey(), new Doc(part.getValue()).text()));
    printer()
        .answer(() -> health, () -> printer().facts(facts.add("version", doc.text("version"))));
    return ready ? ExitCode.OK : ExitCode.FAILED;
  }

  private static void add(Facts facts, String part, String state) {
    Style style = state.equals("off") ? Style.PLAIN : Style.BAD;
    facts.add(Text.oneLine(part), state, state.equals("ok") ? Style.GOOD : style);
  }
}
