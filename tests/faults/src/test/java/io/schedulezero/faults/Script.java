package io.schedulezero.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A dialogue between a server and a worker as it is written in a file: the first line says what the
 * worker is started with, each other one is a step. The words are those of the page that describes
 * the protocol.
 */
record Script(String name, int slots, List<Step> steps) {
  static final String ENDING = ".jsonl";

  private static final JsonMapper JSON = new JsonMapper();
  private static final int DEFAULT_SLOTS = 2;

  /** What is done in a step. */
  enum Verb {
    EXPECT,
    NONE,
    SEND,
    FRAMES,
    WAIT,
    CUT,
    MUTE,
    TERMINATE,
    ENDS;

    String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One line.
   *
   * @param number of the line
   * @param object all of it
   */
  record Step(int number, Verb verb, JsonNode object) {
    /** What stands beside the verb. */
    JsonNode value() {
      return object.get(verb.key());
    }

    Duration within(long otherwiseMillis) {
      return Duration.ofMillis(object.path("within").asLong(otherwiseMillis));
    }

    @Override
    public String toString() {
      return "line " + number + ": " + object;
    }
  }

  static Script read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    List<Step> steps = new ArrayList<>();
    for (int number = 2; number <= lines.size(); number++) {
      steps.add(step(number, JSON.readTree(lines.get(number - 1))));
    }
    String name = String.valueOf(file.getFileName());
    return new Script(
        name.substring(0, name.length() - ENDING.length()),
        JSON.readTree(lines.get(0)).path("slots").asInt(DEFAULT_SLOTS),
        steps);
  }

  private static Step step(int number, JsonNode object) {
    for (Verb verb : Verb.values()) {
      if (object.has(verb.key())) {
        return new Step(number, verb, object);
      }
    }
    throw new IllegalArgumentException("line " + number + " has no verb: " + object);
  }
}
