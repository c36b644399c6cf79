package io.schedulezero.dispatch.remote;

import io.schedulezero.run.LogLine;
import java.time.Instant;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * One line of a handler as it travels: {@code {"ms": 12, "level": "INFO", "text": "…"}}.
 *
 * @param millis since the attempt began on the worker
 */
record WireLine(long millis, String level, String text) {
  private static final ObjectReader JSON = JsonMapper.shared().readerFor(JsonNode.class);
  private static final Set<String> LEVELS = Set.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR");
  private static final int MAX_TEXT = 8_000;
  private static final long LONGEST = 1L << 45;

  static WireLine read(String json) {
    JsonNode line;
    try {
      line = JSON.readTree(json);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("a line is no JSON: " + e.getOriginalMessage(), e);
    }
    JsonNode millis = line.path("ms");
    JsonNode level = line.path("level");
    JsonNode text = line.path("text");
    if (!millis.isIntegralNumber() || millis.asLong(-1) < 0 || millis.asLong(-1) > LONGEST) {
      throw new IllegalArgumentException("ms of a line must be a whole number from 0");
    }
    if (!level.isString() || !LEVELS.contains(level.asString())) {
      throw new IllegalArgumentException("level of a line must be one of " + LEVELS);
    }
    if (!text.isString()) {
      throw new IllegalArgumentException("text of a line must be a text");
    }
    return new WireLine(millis.asLong(), level.asString(), text.asString());
  }

  /**
   * As it is kept.
   *
   * @param number within the attempt, from 1
   */
  LogLine line(int attempt, int number, Instant begun) {
    String kept = text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…";
    return new LogLine(
        attempt * LogLine.MOST + number, attempt, begun.plusMillis(millis), level, kept);
  }
}
