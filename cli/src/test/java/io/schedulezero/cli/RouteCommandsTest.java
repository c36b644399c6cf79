package io.schedulezero.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where runs are to execute, and why they do not, as people and scripts say and see it. */
final class RouteCommandsTest {
  private static final String SUBMITTED =
      """
      {"id": "0j3q8k2m4n6p7", "state": "queued", "due_at": "2026-11-21T10:00:00Z", "fresh": true}
      """;

  private static final String WHY =
      """
      {"run_id": "0j3q8k2m4n6p7", "state": "queued",
       "summary": "It waits: none of 2 targets takes it now",
       "gates": [
         {"gate": "due", "open": true, "detail": "due since 4s", "parts": []},
         {"gate": "target", "open": false, "detail": "none of 2 targets takes it now",
          "parts": [{"name": "local", "open": false, "detail": "does not host render"},
                    {"name": "w1", "open": false, "detail": "has no label gpu, not gpu=true"}]},
         {"gate": "limits", "open": true, "detail": "no limit is reached", "parts": []}]}
      """;

  private final FakeServer server = start();
  private final Shell shell = new Shell().server(server.url());

  private static FakeServer start() {
    try {
      return new FakeServer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_run_is_asked_for_on_certain_workers() {
    server.on("POST /api/runs", 202, SUBMITTED);
    server.on("GET /api/handlers/render", 200, "{\"name\": \"render\", \"args_schema\": {}}");

    shell.type(
        "run render --worker gpu=true --worker zone=a --target w1 --handler-version ^2.1"
            + " --affinity $.film");

    assertThat(server.requests().get(server.requests().size() - 1))
        .isEqualTo(
            "POST /api/runs {\"handler\":\"render\",\"args\":{},"
                + "\"worker\":{\"gpu\":\"true\",\"zone\":\"a\"},\"target\":\"w1\","
                + "\"handler_version\":\"^2.1\",\"affinity\":\"$.film\"}");
  }

  @Test
  void a_run_is_asked_for_on_each_worker() {
    server.on("POST /api/runs", 202, SUBMITTED);
    server.on("GET /api/handlers/render", 200, "{\"name\": \"render\", \"args_schema\": {}}");

    shell.type("run render --broadcast");

    assertThat(server.requests().get(server.requests().size() - 1))
        .isEqualTo("POST /api/runs {\"handler\":\"render\",\"args\":{},\"broadcast\":true}");
  }

  @Test
  void a_label_without_a_value_is_refused() {
    Shell.Answer answer = shell.type("run render --worker gpu");

    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err()).contains("--worker", "LABEL=VALUE");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void a_run_now_may_choose_its_worker() {
    server.on("POST /api/schedules/nightly/run_now", 202, SUBMITTED);

    shell.type("schedules run-now nightly --target w1");

    assertThat(server.requests())
        .containsExactly("POST /api/schedules/nightly/run_now {\"target\":\"w1\"}");
  }

  @Test
  void why_lists_the_gates_with_a_line_for_each_target() {
    server.on("GET /api/runs/0j3q8k2m4n6p7/explain", 200, WHY);

    assertThat(shell.type("why 0j3q8k2m4n6p7").lines())
        .containsExactly(
            "It waits: none of 2 targets takes it now.",
            "",
            "GATE    TARGET  STATE  WHY",
            "due             open   due since 4s",
            "target          shut   none of 2 targets takes it now",
            "        local   shut   does not host render",
            "        w1      shut   has no label gpu, not gpu=true",
            "limits          open   no limit is reached");
    assertThat(shell.type("why 0j3q8k2m4n6p7 -o json").out()).contains("\"gates\"");
  }

  @Test
  void a_run_that_does_not_wait_has_no_table() {
    server.on(
        "GET /api/runs/0j3q8k2m4n6p7/explain",
        200,
        """
        {"run_id": "0j3q8k2m4n6p7", "state": "succeeded", "summary": "It is over: succeeded", "gates": []}
        """);

    assertThat(shell.type("why 0j3q8k2m4n6p7").lines()).containsExactly("It is over: succeeded.");
  }

  @Test
  void a_run_that_is_not_there_is_said_to_be_missing() {
    server.on("GET /api/runs/0000000000000/explain", 404, "{\"detail\": \"There is no run 0\"}");

    Shell.Answer answer = shell.type("why 0000000000000");

    assertThat(answer.code()).isEqualTo(4);
    assertThat(answer.err()).isEqualTo("sz: There is no run 0\n");
  }

  @Test
  void a_run_shows_what_it_asked_for() {
    server.on(
        "GET /api/runs/0j3q8k2m4n6p7",
        200,
        """
        {"id": "0j3q8k2m4n6p7", "handler": "render", "state": "queued",
         "route": {"worker": {"gpu": "true", "zone": "a"}, "target": "w1",
                   "handler_version": "^2", "affinity": "$.film"}, "attempts": []}
        """);

    assertThat(shell.type("runs show 0j3q8k2m4n6p7").lines())
        .contains(
            "Worker           gpu=true zone=a",
            "Target           w1",
            "Handler version  ^2",
            "Affinity         $.film");
  }
}
