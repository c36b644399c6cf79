package io.schedulezero.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What a server has left when its workers are gone: invariant I6, no connection, no session, no
 * thread more than at first; and I7, that nothing took its thread for long. On a machine that does
 * ten things at a time, long is much more than the 50 ms that the protocol asks for.
 */
record Rest(Api api, Program server, int port, Footprint atFirst) {
  private static final double LONG_SECONDS = 3;
  private static final int THREADS_MORE = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final Pattern LONGEST_TURN =
      Pattern.compile("(?m)^schedulezero_workers_longest_turn_seconds ([0-9.E+-]+)");

  void assertNothingIsLeft() throws IOException {
    Wait.until(
        "I6: the server has no connection of a worker",
        PATIENCE,
        () -> now().connections() == 0 && sessions() == 0,
        () -> now() + "\n" + api.ask("GET", "/api/workers", "") + server);
    Footprint now = now();
    assertThat(now.count())
        .as(() -> "I6: threads at first " + atFirst + ", now " + now)
        .isLessThanOrEqualTo(atFirst.count() + THREADS_MORE);
    Matcher turn = LONGEST_TURN.matcher(api.text("/metrics"));
    assertThat(turn.find()).isTrue();
    assertThat(Double.parseDouble(turn.group(1)))
        .as("I7: seconds for which the hub did one thing")
        .isLessThan(LONG_SECONDS);
  }

  private Footprint now() {
    try {
      return Footprint.of(server, port);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private long sessions() {
    long there = 0;
    for (JsonNode worker : api.ask("GET", "/api/workers", "").get("items")) {
      there += worker.get("state").asString().equals("gone") ? 0 : 1;
    }
    return there;
  }
}
