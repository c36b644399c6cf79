package io.schedulezero.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Types commands into {@code sz} within this process, and keeps what it answers. */
final class Shell {
  /** What most tests take for now: a Saturday, 10:00 UTC, 11:00 in Berlin. */
  static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

  private final Map<String, String> env = new HashMap<>();
  private String typed = "";
  private Terminal.People people = new Terminal.People(false, false, false);
  private InstantSource clock = InstantSource.fixed(NOW);
  private ZoneId zone = ZoneId.of("Europe/Berlin");
  private String server = "http://127.0.0.1:1";

  record Answer(int code, String out, String err) {
    List<String> lines() {
      return out.lines().toList();
    }
  }

  Shell server(String url) {
    server = url;
    return this;
  }

  /** Everybody at the terminal, so wide. */
  Shell onTerminal(int columns) {
    people = new Terminal.People(true, true, true);
    return env("COLUMNS", Integer.toString(columns)).env("NO_COLOR", "1");
  }

  Shell env(String name, String value) {
    env.put(name, value);
    return this;
  }

  Shell typing(String text) {
    typed = text;
    return this;
  }

  /** The time of the real world, for what waits. */
  Shell now() {
    clock = Clock.systemUTC();
    return this;
  }

  Shell in(ZoneId other) {
    zone = other;
    return this;
  }

  Answer sz(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Map<String, String> variables = new HashMap<>(env);
    variables.putIfAbsent("SCHEDULEZERO_URL", server);
    Terminal terminal =
        new Terminal(
            new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
            stream(out),
            stream(err),
            variables::get,
            people,
            () -> 80,
            clock,
            zone);
    int code = Sz.run(terminal, args);
    return new Answer(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** One line as somebody types it; quotes keep words together. */
  Answer type(String line) {
    List<String> words = new ArrayList<>();
    java.util.regex.Matcher word =
        java.util.regex.Pattern.compile("(?:[^\\s'\"]|'[^']*'|\"[^\"]*\")+").matcher(line);
    while (word.find()) {
      words.add(word.group().replaceAll("['\"]", ""));
    }
    return sz(words.toArray(String[]::new));
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
