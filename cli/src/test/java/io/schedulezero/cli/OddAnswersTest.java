package io.schedulezero.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a healthy server of this version does not answer, or not when a test wants it. */
final class OddAnswersTest {
  private static final String HOSTILE =
      """
      {"items": [{"id": "0j3q8k2m4n6p7", "handler": "a\\u001b[2Jb", "state": "failed", "attempt_count": 1,
        "due_at": "2026-11-21T09:59:48Z", "run_ms": 12, "schedule_id": "x\\ny",
        "error": {"type": "java.lang.IllegalStateException", "message": "\\u202eevil\\r\\nroot:"}}], "next_cursor": null}
      """;

  private final FakeServer server = start();

  private static FakeServer start() {
    try {
      return new FakeServer();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Shell shell() {
    return new Shell().server(server.url());
  }

  @ParameterizedTest
  @CsvSource({"400,2", "404,4", "409,5", "412,5", "413,2", "415,2", "429,1", "500,1", "503,1"})
  void the_status_decides_the_exit_code(int status, int code) {
    server.on(
        "GET /api/stats", status, "{\"title\": \"A title\", \"detail\": \"The store is gone.\"}");
    Shell.Answer answer = shell().type("stats");
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.err()).isEqualTo("sz: The store is gone.\n");
    assertThat(answer.out()).isEmpty();
  }

  @Test
  void a_problem_names_every_bad_field() {
    server
        .on("GET /api/handlers/echo", 200, "{\"args_schema\": {}}")
        .on(
            "POST /api/runs",
            400,
            """
            {"title": "Bad request", "status": 400, "detail": "2 fields are wrong.", "code": "bad_request",
             "errors": [{"field": "args.text", "message": "is required"}, {"field": "", "message": "\\u001b[2J"}]}
            """);
    assertThat(shell().type("run echo").err())
        .isEqualTo(
            """
            sz: 2 fields are wrong.
              args.text: is required
              \\e[2J
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id is too long | [{\"field\": \"id\", \"message\": \"is too long\"}] | sz: id is too long",
        "a b; c d | [{\"field\": \"a\", \"message\": \"b\"}, {\"field\": \"c\", \"message\": \"d\"}] | sz: 2 things are wrong; nothing has changed."
      })
  void nothing_is_said_twice(String detail, String errors, String message) {
    server.on(
        "GET /api/stats", 400, "{\"detail\": \"" + detail + "\", \"errors\": " + errors + "}");
    assertThat(shell().type("stats").err().lines()).first().isEqualTo(message);
  }

  @Test
  void a_stranger_that_answers_is_named() {
    server.on("GET /api/stats", 200, "<html>\u001b[2J</html>");
    assertThat(shell().type("stats").err())
        .isEqualTo(
            "sz: What answered at "
                + server.url()
                + " is no ScheduleZero server: <html>\\e[2J</html>\n");
  }

  @Test
  void a_gateway_that_answers_is_quoted_by_its_status() {
    server.on("GET /api/stats", 502, "<html>Bad gateway</html>");
    Shell.Answer answer = shell().type("stats");
    assertThat(answer.err()).isEqualTo("sz: The server answered 502\n");
    assertThat(answer.code()).isEqualTo(ExitCode.FAILED.code());
  }

  @Test
  void a_connection_that_breaks_off_counts_as_no_server() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread answering =
          new Thread(
              () -> {
                try (var connection = socket.accept()) {
                  connection.getInputStream().read();
                  connection
                      .getOutputStream()
                      .write(
                          "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"
                              .getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              });
      answering.start();
      Shell.Answer answer = new Shell().server("127.0.0.1:" + socket.getLocalPort()).type("stats");
      assertThat(answer.code()).isEqualTo(ExitCode.UNREACHABLE.code());
      assertThat(answer.err())
          .startsWith("sz: The server at http://127.0.0.1:")
          .contains("broke off");
      answering.join();
    }
  }

  @Test
  void text_of_others_does_not_leave_its_cell() {
    server.on("GET /api/runs?limit=50", 200, HOSTILE);
    assertThat(shell().onTerminal(100).type("runs").out())
        .isEqualTo(
            """
            ID             HANDLER  STATE   DUE        TOOK  ATTEMPTS  SCHEDULE  NOTE
            0j3q8k2m4n6p7  a\\e[2Jb  failed  12 s ago  12 ms         1  x\\ny      IllegalStateException: \\u202ee…
            """);
  }

  @Test
  void a_script_gets_the_document_as_it_is() {
    server.on("GET /api/runs?limit=50", 200, HOSTILE);
    assertThat(Json.read(shell().type("runs -o json").out(), "the answer"))
        .isEqualTo(Json.read(HOSTILE, "the test"));
  }

  @Test
  void numbers_keep_every_digit() {
    server.on(
        "GET /api/stats",
        200,
        "{\"big\": 123456789012345678901234567890, \"fine\": 0.1000000000000000000001, \"z\": 1.50}");
    assertThat(shell().type("stats -o json").out())
        .isEqualTo(
            """
            {
              "big": 123456789012345678901234567890,
              "fine": 0.1000000000000000000001,
              "z": 1.50
            }
            """);
  }

  @Test
  void short_pages_are_put_together_until_there_are_enough() {
    server
        .on(
            "GET /api/schedules?limit=3",
            200,
            "{\"items\": [{\"id\": \"a\"}], \"next_cursor\": \"1 2\"}")
        .on(
            "GET /api/schedules?limit=2&cursor=1%202",
            200, "{\"items\": [{\"id\": \"b\"}, {\"id\": \"c\"}], \"next_cursor\": \"4\"}");
    Shell.Answer answer = shell().type("schedules --limit 3 -o json");
    assertThat(Json.read(answer.out(), "the answer").toString())
        .isEqualTo(
            "{\"items\":[{\"id\":\"a\"},{\"id\":\"b\"},{\"id\":\"c\"}],\"next_cursor\":\"4\"}");
    assertThat(answer.err()).isEqualTo("There are more: --all, --limit N, or --cursor 4\n");
  }

  @Test
  void all_pages_are_fetched_if_all_is_wanted() {
    server
        .on(
            "GET /api/schedules?limit=1000",
            200,
            "{\"items\": [{\"id\": \"a\"}], \"next_cursor\": \"2\"}")
        .on(
            "GET /api/schedules?limit=1000&cursor=2",
            200,
            "{\"items\": [{\"id\": \"b\"}], \"next_cursor\": null}");
    Shell.Answer answer = shell().type("schedules --all -o json");
    assertThat(answer.out()).contains("\"a\"", "\"b\"", "\"next_cursor\": null");
    assertThat(answer.err()).isEmpty();
  }

  @Test
  void a_part_that_does_not_work_is_shown_and_fails() {
    server.on(
        "GET /api/health",
        503,
        "{\"status\": \"not_ready\", \"parts\": {\"store\": \"disk full\", \"timer\": \"ok\", \"flow\": \"ok\"}, \"version\": \"1\"}");
    Shell.Answer answer = shell().type("health");
    assertThat(answer.code()).isEqualTo(ExitCode.FAILED.code());
    assertThat(answer.out())
        .isEqualTo(
            """
            status   not_ready
            store    disk full
            timer    ok
            flow     ok
            version  1
            """);
  }

  @Test
  void fields_of_a_newer_server_are_passed_over() {
    server.on(
        "GET /api/handlers",
        200,
        "{\"items\": [{\"name\": \"a\", \"colour\": {\"of\": 1}}], \"more\": []}");
    assertThat(shell().type("handlers").lines()).element(1).asString().startsWith("a ");
  }

  @Test
  void one_refusal_of_several_does_not_keep_the_others() {
    server
        .on("POST /api/runs/a/cancel", 200, "{\"id\": \"a\", \"state\": \"cancelled\"}")
        .on("POST /api/runs/b/cancel", 409, "{\"detail\": \"Run b has succeeded.\"}")
        .on("POST /api/runs/c/cancel", 200, "{\"id\": \"c\", \"state\": \"running\"}");
    Shell.Answer answer = shell().type("runs cancel a b c --reason 'too late'");
    assertThat(answer.out()).isEqualTo("Run a is cancelled.\nRun c is running.\n");
    assertThat(answer.err()).isEqualTo("sz: Run b has succeeded.\n");
    assertThat(answer.code()).isEqualTo(ExitCode.CONFLICT.code());
    assertThat(server.requests())
        .first()
        .isEqualTo("POST /api/runs/a/cancel {\"reason\":\"too late\"}");
  }

  @Test
  void an_id_with_odd_characters_stays_one_part_of_the_path() {
    server.on("GET /api/schedules/a%2Fb%20c%3F%25", 200, "{\"id\": \"a/b c?%\"}");
    assertThat(shell().sz("schedules", "show", "a/b c?%").out()).startsWith("Schedule   a/b c?%");
  }

  @Test
  void names_of_servers_may_be_short() {
    server.on("GET /api/stats", 200, "{}");
    assertThat(
            new Shell()
                .type("stats -o json --server " + server.url().replace("http://", "") + "/")
                .code())
        .isZero();
    assertThat(new Shell().env("SCHEDULEZERO_URL", server.url()).type("stats -o json").code())
        .isZero();
    assertThat(server.requests()).isEqualTo(List.of("GET /api/stats", "GET /api/stats"));
  }
}
