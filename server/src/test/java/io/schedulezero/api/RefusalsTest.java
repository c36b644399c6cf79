package io.schedulezero.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be granted is refused by status, code, field and words. */
final class RefusalsTest {
  private static final String NOOP = "{\"handler\":\"noop\"}";

  @SuppressWarnings("NullAway.Init")
  private static RunningApi server;

  @SuppressWarnings("NullAway.Init")
  private static Caller caller;

  @BeforeAll
  static void start(@TempDir Path directory) {
    server = RunningApi.in(directory, null);
    caller = new Caller(server.port(), new Description());
    caller.post(
        "/api/schedules",
        "{\"id\":\"s\",\"handler\":\"noop\",\"trigger\":{\"type\":\"interval\",\"days\":1}}");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void assertRefused(Answer answer, String field, String message) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.at("/code")).isEqualTo("bad_request");
    assertThat(answer.at("/errors/0/field")).isEqualTo(field);
    assertThat(answer.at("/errors/0/message")).contains(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/api/runs?limit=5&limit=6        | limit    | is given twice",
        "/api/runs?limit=0                | limit    | must be an integer from 1 to 1000, not \"0\"",
        "/api/runs?state=done             | state[0] | must be one of scheduled, queued, running",
        "/api/runs?from=yesterday         | from     | must be an RFC 3339 instant such as",
        "/api/runs/xyz                    | id       | ",
        "/api/runs/0000000000000?wait=61s | wait     | must be at most 60s",
        "/api/runs/0000000000000?wait=x   | wait     | ",
        "/api/schedules/s/fires?next=1001 | next     | must be an integer from 0 to 1000",
        "/api/schedules?cursor=a/b        | cursor   | must be a next_cursor of this list",
        "/api/health?deep=true            | deep     | is not known here"
      })
  void a_bad_parameter_is_named(String path, String field, String message) {
    assertRefused(caller.get(path), field, message == null ? "" : message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/api/runs | {\"handler\":\"noop\",\"priority\":10}  | priority | from 0 to 9, not 10",
        "/api/runs | {\"handler\":\"noop\",\"priority\":1.5} | priority | from 0 to 9, not 1.5",
        "/api/runs | {\"handler\":\"noop\",\"timeout\":\"0s\"} | timeout  | must be longer than zero",
        "/api/runs | {\"handler\":\"noop\",\"tags\":[\"a\",\" \"]} | tags[1] | a word of 1 to 100 characters",
        "/api/runs | {\"handler\":\"nop\"} | handler | noop",
        "/api/runs | {\"args\":{}} | handler | is missing",
        "/api/runs | [] | `` | must be an object, not an array",
        "/api/runs/batch | [] | `` | must have at least one element",
        "/api/runs/batch | [{\"handler\":\"noop\"},5] | [1] | must be an object, not 5",
        "/api/schedules/s/backfill | {\"from\":\"2026-01-02T00:00:00Z\",\"to\":\"2026-01-01T00:00:00Z\"} | to | must not be before from",
        "/api/schedules/s/pause | {\"reson\":\"x\"} | reson | did you mean reason?",
        "/api/schedules/delete | {\"ids\":[],\"filter\":{\"q\":\"x\"}} | ids | one of the two",
        "/api/triggers/preview | {\"trigger\":{\"type\":\"crn\"}} | trigger.type | did you mean cron?",
        "/api/triggers/preview | {\"trigger\":{\"type\":\"daily_window\",\"from\":\"10:00\",\"to\":\"09:00\",\"every\":\"5m\"}} | trigger.to | must not be before from",
        "/api/triggers/preview | {\"trigger\":{\"type\":\"calendar_interval\",\"days\":1,\"weeks\":1,\"at\":\"08:00\"}} | trigger.days | not 2 of them"
      })
  void a_bad_field_is_named(String path, String body, String field, String message) {
    assertRefused(caller.post(path, body), field, message);
  }

  @Test
  void a_batch_may_be_long_and_no_longer() {
    String tooMany = "[" + (NOOP + ",").repeat(10_000) + NOOP + "]";
    assertRefused(caller.post("/api/runs/batch", tooMany), "", "at most 10000 elements");
    assertThat(caller.get("/api/runs").json().get("items")).isEmpty();
  }

  @Test
  void a_key_is_one_key() {
    String header = "Idempotency-Key";
    assertRefused(caller.post("/api/runs", NOOP, header, "x".repeat(201)), header, "1 to 200");
    String other = "{\"handler\":\"noop\",\"key\":\"b\"}";
    assertRefused(caller.post("/api/runs", other, header, "a"), header, "the same as key");
  }

  @Test
  void a_change_of_a_schedule_is_an_object_of_the_right_type_for_the_right_version() {
    assertRefused(caller.send("PATCH", "/api/schedules/s", "[]"), "", "must be an object");
    assertRefused(
        caller.send("PATCH", "/api/schedules/s", "{}", "If-Match", "1"), "If-Match", "ETag");
    Answer text = caller.send("PATCH", "/api/schedules/s", "{}", "Content-Type", "text/plain");
    assertThat(text.status()).isEqualTo(415);
    assertThat(text.at("/detail")).contains("application/merge-patch+json");
    assertThat(caller.send("PATCH", "/api/schedules/s", "{}", "If-Match", "*").status())
        .isEqualTo(200);
  }

  @Test
  void what_is_not_there_says_where_to_look() {
    Answer method = caller.send("DELETE", "/api/runs", null);
    assertThat(method.status()).isEqualTo(405);
    assertThat(method.at("/detail")).isEqualTo("/api/runs knows no DELETE; see /api/openapi.yaml");
    Answer path = caller.get("/api/rnus");
    assertThat(path.status()).isEqualTo(404);
    assertThat(path.at("/code")).isEqualTo("not_found");
    assertThat(caller.get("/api/schedules/none").at("/detail"))
        .isEqualTo("There is no schedule \"none\".");
  }

  @Test
  void what_no_client_would_send_gets_a_problem_too() throws IOException {
    Answer escape = RawHttp.answer(server.port(), "GET", "/api/runs?q=%25%zz");
    assertThat(escape.status()).isEqualTo(400);
    assertThat(escape.mediaType()).isEqualTo("application/problem+json");
    String longLine = "/api/runs?q=" + "x".repeat(20_000);
    Answer header = RawHttp.answer(server.port(), "GET", longLine);
    assertThat(header.status()).isEqualTo(431);
    assertThat(header.at("/code")).isEqualTo("header_too_large");
    assertThat(RawHttp.send(server.port(), "nonsense\r\n\r\n")).contains("\"bad_request\"");
  }
}
