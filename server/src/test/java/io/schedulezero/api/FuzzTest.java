package io.schedulezero.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Whatever is sent: a problem, never a failure of the server. The seed is fixed, so that a failure
 * repeats.
 */
final class FuzzTest {
  private static final Description DESCRIPTION = new Description();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private static final int ROUNDS = 60;

  @SuppressWarnings("NullAway.Init")
  private static RunningApi server;

  private final Random random = new Random(20261121);
  private final JsonMutator mutator = new JsonMutator(random);

  @BeforeAll
  static void start(@TempDir Path directory) {
    server = RunningApi.in(directory, null);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void is_still_healthy() throws Exception {
    assertThat(send("GET", "/api/health", new byte[0]).status()).isEqualTo(200);
  }

  /** Operations with a body, each with a good one. */
  private static List<String[]> bodies() {
    String schedule = example("ScheduleRequest");
    String run = example("RunRequest");
    String filter = "{\"filter\":" + example("RunFilter") + "}";
    String span = "{\"from\":\"2026-01-01T00:00:00Z\",\"to\":\"2026-01-02T00:00:00Z\"}";
    List<String[]> all = new ArrayList<>();
    all.add(new String[] {"POST", "/api/runs", run});
    all.add(new String[] {"POST", "/api/runs/batch", "[" + run + "]"});
    all.add(new String[] {"POST", "/api/runs/cancel", filter});
    all.add(new String[] {"POST", "/api/runs/retry", filter});
    all.add(new String[] {"POST", "/api/runs/0000000000000/cancel", example("Reason")});
    all.add(new String[] {"POST", "/api/schedules", schedule});
    all.add(new String[] {"POST", "/api/schedules/batch", "[" + schedule + "]"});
    all.add(new String[] {"POST", "/api/schedules/delete", example("BulkDelete")});
    all.add(new String[] {"PUT", "/api/schedules/a", schedule});
    all.add(new String[] {"PATCH", "/api/schedules/morning-echo", example("SchedulePatch")});
    all.add(new String[] {"POST", "/api/schedules/a/run_now", "{\"args\":{}}"});
    all.add(new String[] {"POST", "/api/schedules/a/backfill", span});
    for (String type : List.of("Date", "Interval", "Cron", "CalendarInterval", "DailyWindow")) {
      String trigger = "{\"trigger\":" + example(type + "Trigger") + ",\"jitter\":\"5s\"}";
      all.add(new String[] {"POST", "/api/triggers/preview", trigger});
    }
    return all;
  }

  private static String example(String schema) {
    return DESCRIPTION.root().at("/components/schemas/" + schema + "/examples/0").toString();
  }

  @Test
  void mutated_documents_are_taken_or_refused() throws Exception {
    for (String[] target : bodies()) {
      for (int round = 0; round < ROUNDS; round++) {
        String body = mutator.mutate(target[2]);
        check(target[0], target[1], body.getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  @Test
  void broken_bytes_are_refused() throws Exception {
    for (String[] target : bodies()) {
      for (int round = 0; round < ROUNDS / 3; round++) {
        byte[] body = target[2].getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i <= random.nextInt(4); i++) {
          body[random.nextInt(body.length)] = (byte) random.nextInt(256);
        }
        check(target[0], target[1], body);
      }
    }
  }

  @Test
  void hostile_documents_are_refused_and_cost_little() throws Exception {
    List<String> hostile =
        List.of(
            "",
            " ",
            "nul",
            "null",
            "true",
            "1",
            "\"text\"",
            "[[]]",
            "[".repeat(100_000),
            "{\"a\":".repeat(100_000),
            "[" + "1,".repeat(400_000) + "1]",
            "{\"handler\":1e999999999}",
            "{\"handler\":" + "9".repeat(100_000) + "}",
            "{\"handler\":\"\\ud800\"}",
            "{\"handler\":\"a\",\"handler\":\"b\"}",
            "{} {}",
            "\u0000",
            "\uFEFF{}",
            "{\"" + "k".repeat(100_000) + "\":1}",
            "{\"handler\":\"noop\",\"args\":" + "{\"a\":".repeat(62) + "1" + "}".repeat(62) + "}");
    for (String[] target : bodies()) {
      for (String body : hostile) {
        Answer answer = check(target[0], target[1], body.getBytes(StandardCharsets.UTF_8));
        boolean optional = body.isEmpty() && target[1].matches(".*/(cancel|run_now)");
        assertThat(answer.status())
            .as(target[1] + " " + start(body))
            .isBetween(optional ? 200 : 400, 499);
      }
    }
  }

  @Test
  void ten_megabytes_are_refused_and_do_not_stay_in_memory() throws Exception {
    byte[] text =
        ("{\"handler\":\"" + "x".repeat(10_000_000) + "\"}").getBytes(StandardCharsets.UTF_8);
    byte[] list = ("[" + "{},".repeat(3_300_000) + "{}]").getBytes(StandardCharsets.UTF_8);
    for (String[] target : bodies()) {
      assertThat(check(target[0], target[1], text).status()).isBetween(400, 499);
      assertThat(check(target[0], target[1], list).status()).isBetween(400, 499);
    }
  }

  @Test
  void parameters_paths_and_headers_are_taken_or_refused() throws Exception {
    List<String> values =
        List.of(
            "",
            "x",
            "-1",
            "99999999999999999999",
            "%00",
            "%ff",
            "%zz",
            "%",
            "a%2Fb",
            "..",
            "%2e%2e",
            ";a=b",
            "%E0%80%80",
            "x".repeat(3000),
            "true",
            "2026-01-01T00:00:00Z",
            "9999999-01-01T00:00:00Z",
            "P1D");
    for (String operation : DESCRIPTION.operations()) {
      String method = operation.split(" ", 2)[0];
      String path = operation.split(" ", 2)[1];
      for (String value : values) {
        String inPath = value.isEmpty() ? "x" : value;
        check(method, path.replaceAll("\\{\\w+}", inPath), new byte[0]);
        if (method.equals("GET")) {
          for (JsonNode parameter : DESCRIPTION.operation(operation).path("parameters")) {
            String name = parameter.has("name") ? parameter.get("name").stringValue() : "limit";
            boolean streams = name.equals("follow") || name.equals("wait");
            String id = path.replaceAll("\\{\\w+}", "0000000000000");
            if (!streams) {
              check(method, id + "?" + name + "=" + value, new byte[0]);
            }
          }
        }
      }
    }
  }

  @Test
  void lines_that_are_no_http_get_a_problem_or_a_closed_connection() throws Exception {
    List<String> lines =
        List.of(
            "GARBAGE\r\n\r\n",
            "GET /api/health HTTP/1.1\r\n\r\n",
            "GET /api/health HTTP/1.1\r\nHost: evil.example\r\n\r\n",
            "GET /api/health HTTP/1.1\r\nHost: localhost\r\nX: " + "y".repeat(20_000) + "\r\n\r\n",
            "GET /" + "y".repeat(20_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "GET /api/%2e%2e/x HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "GET /api/runs?%zz=%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "TRACE / HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "POST /api/runs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            "POST /api/runs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: -5\r\n\r\n");
    for (String line : lines) {
      String answer = RawHttp.send(server.port(), line);
      assertThat(answer)
          .as(start(line))
          .doesNotContain("HTTP/1.1 5", "\tat ", "Exception", "<html");
      assertThat(answer).as(start(line)).matches("(?s)(HTTP/1.1 4.*application/problem\\+json.*)?");
    }
  }

  private Answer check(String method, String path, byte[] body) throws Exception {
    Answer answer = send(method, path, body);
    String what =
        method + " " + start(path) + " " + start(new String(body, StandardCharsets.UTF_8));
    assertThat(answer.status()).as(what + " -> " + answer.body()).isLessThan(500);
    if (answer.status() >= 400) {
      assertThat(answer.mediaType())
          .as(what + " -> " + answer.body())
          .isEqualTo("application/problem+json");
      assertThat(answer.body().length()).as(what).isLessThan(60_000);
      assertThat(answer.body()).as(what).doesNotContain("\\tat ", "java.", "tools.jackson");
      assertThat(answer.at("/status")).isEqualTo(String.valueOf(answer.status()));
    }
    return answer;
  }

  private static Answer send(String method, String path, byte[] body)
      throws IOException, InterruptedException {
    URI uri;
    try {
      uri = URI.create("http://127.0.0.1:" + server.port() + path);
    } catch (IllegalArgumentException e) {
      return RawHttp.answer(server.port(), method, path);
    }
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofByteArray(body))
            .build();
    return Answer.of(CLIENT.send(request, BodyHandlers.ofString()));
  }

  private static String start(String text) {
    return text.length() <= 300 ? text : text.substring(0, 300) + "… (" + text.length() + ")";
  }
}
