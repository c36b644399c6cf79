package io.schedulezero.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BulkChoiceTest {
  private static final String OPEN =
      "GET /api/runs?state=scheduled&state=queued&state=running&handler=h&limit=1000";
  private static final String CHANGE = "POST /api/runs/cancel";

  private FakeServer server;

  @BeforeEach
  void start() throws IOException {
    server = new FakeServer();
    server
        .on(OPEN, 200, "{\"items\": [{}, {}], \"next_cursor\": null}")
        .on(CHANGE, 200, "{\"count\": 2}");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Shell shell() {
    return new Shell().server(server.url());
  }

  @ParameterizedTest
  @ValueSource(strings = {"y\n", "YES\n", " y \n"})
  void who_agrees_has_it_done(String typed) {
    Shell.Answer answer = shell().onTerminal(80).typing(typed).type("runs cancel --handler h");
    assertThat(answer.err()).isEqualTo("Cancel 2 runs? [y/N] ");
    assertThat(answer.out()).isEqualTo("2 runs cancelled.\n");
    assertThat(answer.code()).isZero();
    assertThat(server.requests()).last().isEqualTo(CHANGE + " {\"filter\":{\"handler\":\"h\"}}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "n\n", "", "yess\n"})
  void anything_else_changes_nothing(String typed) {
    Shell.Answer answer = shell().onTerminal(80).typing(typed).type("runs cancel --handler h");
    assertThat(answer.err()).endsWith("sz: Nothing has changed.\n");
    assertThat(answer.code()).isEqualTo(ExitCode.FAILED.code());
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void where_nobody_can_be_asked_yes_is_needed() {
    Shell.Answer answer = shell().typing("y\n").type("runs cancel --handler h");
    assertThat(answer.err()).isEqualTo("sz: Cancel 2 runs? Nobody is here to ask; say --yes.\n");
    assertThat(answer.code()).isEqualTo(ExitCode.USAGE.code());
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void yes_asks_nobody() {
    assertThat(shell().type("runs cancel --handler h --yes").out())
        .isEqualTo("2 runs cancelled.\n");
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void only_what_is_open_to_it_is_counted() {
    server.on(
        "GET /api/runs?state=failed&tag=t&limit=1000",
        200,
        "{\"items\": [{}], \"next_cursor\": null}");
    Shell.Answer answer =
        shell().onTerminal(80).type("runs retry --state failed,succeeded --tag t");
    assertThat(answer.err()).startsWith("Run 1 run again? [y/N] ");
  }
}
