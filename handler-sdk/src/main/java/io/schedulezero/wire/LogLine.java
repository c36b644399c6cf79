package io.schedulezero.wire;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * A line that a handler logged: one line of the payload of {@link FromWorker.Log}.
 *
 * @param ms since the attempt began on the worker
 * @param level {@code TRACE}, {@code DEBUG}, {@code INFO}, {@code WARN} or {@code ERROR}
 */
public record LogLine(long ms, String level, String text) {
  /** Media type of the payload that lines make. */
  public static final String CONTENT_TYPE = "application/x-ndjson";

  private static final Set<String> LEVELS = Set.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR");

  public LogLine {
    Checks.atLeast("ms", ms, 0);
    if (!LEVELS.contains(level)) {
      throw new IllegalArgumentException(
          "level is " + Checks.shown(level) + "; it must be TRACE, DEBUG, INFO, WARN or ERROR");
    }
  }

  /** The line as it stands in the payload, with its end. */
  public byte[] toBytes() {
    String json =
        BodyWriter.write(out -> out.number("ms", ms).text("level", level).text("text", text));
    return (json + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The lines of a payload.
   *
   * @throws IllegalArgumentException if it is none of lines; the message says what is wrong
   */
  public static List<LogLine> read(Payload payload) {
    String text = new String(payload.bytes(), StandardCharsets.UTF_8);
    return text.lines().map(LogLine::read).toList();
  }

  private static LogLine read(String json) {
    Body line = JsonReader.read("a line", json, 1);
    return new LogLine(line.number("ms"), line.text("level"), line.text("text"));
  }
}
