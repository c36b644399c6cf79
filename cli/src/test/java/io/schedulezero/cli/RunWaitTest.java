package io.schedulezero.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RunWaitTest {
  private static final String POLL = "GET /api/runs/r1?wait=";

  private FakeServer server;

  @BeforeEach
  void start() throws IOException {
    server = new FakeServer();
    server
        .on("GET /api/handlers/echo", 200, "{\"args_schema\": {}}")
        .on(
            "POST /api/runs",
            202,
            "{\"id\": \"r1\", \"state\": \"queued\", \"due_at\": \"2026-11-21T10:00:00Z\", \"fresh\": true}");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Shell shell() {
    return new Shell().server(server.url());
  }

  private static String run(String state, String more) {
    return "{\"id\": \"r1\", \"state\": \"" + state + "\", \"attempt_count\": 1" + more + "}";
  }

  @Test
  void a_run_that_succeeds_is_told_with_its_result() {
    server
        .on(POLL + "30000ms", 200, run("queued", ""))
        .on(POLL + "30000ms", 200, run("succeeded", ", \"run_ms\": 12, \"result\": {\"a\": 1}"));
    Shell.Answer answer = shell().type("run echo --wait");
    assertThat(answer.out()).isEqualTo("Run r1 succeeded in 12 ms.\nResult  {\"a\":1}\n");
    assertThat(answer.err()).isEmpty();
    assertThat(answer.code()).isZero();
  }

  @Test
  void a_run_that_fails_fails_the_command() {
    server.on(
        POLL + "30000ms",
        200,
        run(
            "failed",
            ", \"error\": {\"type\": \"a.b.Boom\", \"message\": \"no\\u001b\", \"own_frame\": \"Mail.send(Mail.java:7)\"}"));
    Shell.Answer answer = shell().type("run echo -w");
    assertThat(answer.out())
        .isEqualTo("Run r1 failed.\nFailure  Boom: no\\e\nAt       Mail.send(Mail.java:7)\n");
    assertThat(answer.code()).isEqualTo(ExitCode.FAILED.code());
  }

  @Test
  void a_run_that_is_cancelled_fails_the_command() {
    server.on(POLL + "30000ms", 200, run("cancelled", ", \"note\": \"wrong address\""));
    Shell.Answer answer = shell().type("run echo -w");
    assertThat(answer.out()).isEqualTo("Run r1 was cancelled.\nNote  wrong address\n");
    assertThat(answer.code()).isEqualTo(ExitCode.FAILED.code());
  }

  @Test
  void patience_ends_with_its_own_code() {
    server.on(POLL + "0ms", 200, run("running", ""));
    Shell.Answer answer = shell().type("run echo --wait-timeout 0s");
    assertThat(answer.err())
        .isEqualTo("sz: Run r1 is still running; it goes on: sz runs show r1\n");
    assertThat(answer.code()).isEqualTo(ExitCode.WAIT_TIMED_OUT.code());
  }

  @Test
  void a_wrong_patience_makes_no_run() {
    assertThat(shell().type("run echo --wait-timeout soon").code())
        .isEqualTo(ExitCode.USAGE.code());
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void somebody_at_a_terminal_sees_how_it_goes() {
    String progress = ", \"progress\": {\"fraction\": 0.4, \"message\": \"copying\\nfiles\"}";
    server
        .on(POLL + "200ms", 200, run("running", progress))
        .on(POLL + "200ms", 200, run("succeeded", ""));
    Shell.Answer answer = shell().onTerminal(60).type("run echo --wait");
    assertThat(answer.err())
        .isEqualTo("\r\u001b[K⠋ Run r1 is running, 0 ms, 40 % copying\\nfiles\r\u001b[K");
    assertThat(answer.out()).isEqualTo("Run r1 succeeded.\n");
  }

  @Test
  void a_script_gets_the_run_as_the_api_has_it() {
    server.on(POLL + "30000ms", 200, run("succeeded", ""));
    assertThat(
            Json.read(shell().type("run echo --wait -o json").out(), "it").path("state").asString())
        .isEqualTo("succeeded");
  }

  @Test
  void quiet_is_the_id_and_nothing_else() {
    server.on(POLL + "30000ms", 200, run("succeeded", ""));
    assertThat(shell().type("run echo -q").out()).isEqualTo("r1\n");
    assertThat(shell().type("run echo -q --wait").out()).isEqualTo("r1\n");
  }

  @Test
  void who_follows_sees_the_log_on_standard_error() {
    server
        .on(
            "GET /api/runs/r1/logs?follow=true",
            200,
            """
            {"number": 1, "attempt": 1, "at": "2026-11-21T10:00:00Z", "level": "INFO", "text": "first\\nsecond"}

            {"number": 2, "attempt": 1, "at": "2026-11-21T10:00:01Z", "level": "ERROR", "text": "\\u001b[2J"}
            """)
        .on(POLL + "30000ms", 200, run("succeeded", ""));
    Shell.Answer answer = shell().type("run echo --follow");
    assertThat(answer.err())
        .isEqualTo(
            """
            2026-11-21 11:00:00 INFO  first
                                      second
            2026-11-21 11:00:01 ERROR \\e[2J
            """);
    assertThat(answer.out()).isEqualTo("Run r1 succeeded.\n");
  }
}
