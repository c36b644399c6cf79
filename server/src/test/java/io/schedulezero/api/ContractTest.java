package io.schedulezero.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Drives every operation and holds it to its description. */
final class ContractTest {
  private static final Description DESCRIPTION = new Description();

  @SuppressWarnings("NullAway.Init")
  private static RunningApi server;

  @SuppressWarnings("NullAway.Init")
  private static Caller caller;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    Path config =
        Files.writeString(
            directory.resolve("config.yaml"),
            "http: {max_body_bytes: 4096, max_batch_bytes: 8192}");
    server = RunningApi.in(directory, config);
    caller = new Caller(server.port(), DESCRIPTION);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void every_route_is_described_and_every_description_has_a_route() {
    assertThat(server.api().operations())
        .containsExactlyInAnyOrderElementsOf(DESCRIPTION.operations());
  }

  @Test
  void every_operation_answers_as_described_in_success_and_in_refusal() {
    health();
    runs();
    explanations();
    bulkRuns();
    schedules();
    bulkSchedules();
    changes();
    workers();
    others();
    refusals();

    Map<String, Set<Integer>> seen = DESCRIPTION.seen();
    assertThat(seen.keySet()).containsAll(DESCRIPTION.operations());
    List<String> missing = new ArrayList<>();
    for (String operation : DESCRIPTION.operations()) {
      for (String status : DESCRIPTION.operation(operation).get("responses").propertyNames()) {
        boolean needsAFault = Set.of("503", "429").contains(status);
        if (!needsAFault
            && !seen.getOrDefault(operation, Set.of()).contains(Integer.valueOf(status))) {
          missing.add(operation + " never answered " + status);
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  private static void health() {
    for (String path :
        List.of(
            "/api/health",
            "/api/health/ready",
            "/api/health/live",
            "/api/config",
            "/api/openapi.yaml",
            "/metrics",
            "/api/handlers",
            "/api/handlers/echo",
            "/api/stats")) {
      assertThat(caller.get(path).status()).as(path).isEqualTo(200);
      assertThat(caller.get(path + "?nonsense=1").at("/errors/0/field")).isEqualTo("nonsense");
    }
    assertThat(caller.get("/api/handlers/ecko").at("/detail")).contains("did you mean echo?");
    assertThat(caller.get("/api/stats/history?step=5m").status()).isEqualTo(200);
    assertThat(caller.get("/api/stats/history?step=5s").at("/errors/0/field")).isEqualTo("step");
  }

  private static String submit(String body) {
    Answer answer = caller.post("/api/runs", body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    return answer.at("/id");
  }

  private static void runs() {
    String id =
        submit("{\"handler\":\"echo\",\"args\":{\"text\":\"hä\"},\"tags\":[\"a\"],\"priority\":9}");
    Answer done = caller.get("/api/runs/" + id + "?wait=20s");
    assertThat(done.at("/state")).isEqualTo("succeeded");
    assertThat(done.at("/result")).isEqualTo("hä");
    assertThat(done.json().at("/attempts")).hasSize(1);
    assertThat(caller.get("/api/runs/" + id + "/logs").at("/items/0/text")).isEqualTo("hä");
    assertThat(caller.get("/api/runs/" + id + "/logs?follow=true").body()).contains("\"hä\"");
    assertThat(caller.get("/api/runs/" + id + "/logs?cursor=-1").status()).isEqualTo(400);
    assertThat(caller.get("/api/runs?state=succeeded,failed&tag=a&limit=5").at("/items/0/id"))
        .isEqualTo(id);
    assertThat(caller.get("/api/runs?limt=5").at("/errors/0/message"))
        .contains("did you mean limit?");
    assertThat(caller.get("/api/runs?cursor=nonsense").at("/errors/0/field")).isEqualTo("cursor");
    assertThat(caller.post("/api/runs/" + id + "/cancel", null).status()).isEqualTo(409);
    assertThat(caller.post("/api/runs/" + id + "/retry", "{}").status()).isEqualTo(409);

    String later =
        submit(
            "{\"handler\":\"sleep\",\"args\":{\"duration\":\"1m\"},\"delay\":\"1h\",\"retry\":{\"max_attempts\":2},\"timeout\":\"90s\"}");
    assertThat(
            caller.post("/api/runs/" + later + "/cancel", "{\"reason\":\"no more\"}").at("/note"))
        .contains("no more");
    assertThat(caller.post("/api/runs/" + later + "/retry", null).at("/state"))
        .isIn("queued", "running");
    Answer keyed = caller.post("/api/runs", "{\"handler\":\"noop\"}", "Idempotency-Key", "k1");
    Answer again = caller.post("/api/runs", "{\"handler\":\"noop\",\"key\":\"k1\"}");
    assertThat(again.at("/id")).isEqualTo(keyed.at("/id"));
    assertThat(again.at("/fresh")).isEqualTo("false");
  }

  private static void explanations() {
    String id = submit("{\"handler\":\"noop\",\"target\":\"w9\"}");
    assertThat(caller.get("/api/runs/" + id + "/explain").at("/summary")).contains("w9");
    assertThat(caller.get("/api/runs/" + id + "/explain?x=1").at("/errors/0/field")).isEqualTo("x");
    caller.post("/api/runs/" + id + "/cancel", null);
  }

  private static void bulkRuns() {
    Answer batch =
        caller.post(
            "/api/runs/batch",
            "[{\"handler\":\"noop\",\"delay\":\"1d\"},{\"handler\":\"noop\",\"delay\":\"1d\"}]");
    assertThat(batch.json().at("/ids")).hasSize(2);
    Answer bad =
        caller.post(
            "/api/runs/batch", "[{\"handler\":\"noop\"},{\"handler\":\"echo\",\"args\":{}}]");
    assertThat(bad.at("/errors/0/field")).isEqualTo("[1].args.text");
    assertThat(
            caller
                .post(
                    "/api/runs/cancel",
                    "{\"filter\":{\"handler\":\"noop\",\"state\":[\"scheduled\"]},\"reason\":\"x\"}")
                .at("/count"))
        .isEqualTo("2");
    assertThat(caller.post("/api/runs/retry", "{\"filter\":{\"tag\":\"nobody\"}}").at("/count"))
        .isEqualTo("0");
    assertThat(caller.post("/api/runs/retry", "{\"filter\":{}}").at("/errors/0/field"))
        .isEqualTo("filter");
    assertThat(caller.post("/api/runs/cancel", "{}").at("/errors/0/field")).isEqualTo("filter");
  }

  private static final String CRON =
      "{\"type\":\"cron\",\"expression\":\"0 9 * * MON-FRI\",\"timezone\":\"Europe/Berlin\"}";

  private static String schedule(String id) {
    return "{\"id\":\""
        + id
        + "\",\"handler\":\"echo\",\"args\":{\"text\":\"x\"},\"trigger\":"
        + CRON
        + ",\"exclude\":{\"weekdays\":\"sat,sun\",\"dates\":[\"2027-01-01\"]},\"misfire\":{\"max_age\":\"1h\"},\"overlap\":\"skip\",\"tags\":[\"t\"]}";
  }

  private static void schedules() {
    Answer made = caller.post("/api/schedules", schedule("s1"));
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    assertThat(made.header("Location")).isEqualTo("/api/schedules/s1");
    assertThat(caller.post("/api/schedules", schedule("s1")).status()).isEqualTo(409);
    assertThat(caller.post("/api/schedules", schedule("a/b")).at("/errors/0/field"))
        .isEqualTo("id");
    assertThat(caller.get("/api/schedules/s1?x=y").at("/errors/0/field")).isEqualTo("x");
    assertThat(caller.get("/api/schedules/s1").header("ETag")).isEqualTo(made.header("ETag"));
    assertThat(caller.get("/api/schedules?handler=echo&paused=false").at("/items/0/id"))
        .isEqualTo("s1");
    assertThat(caller.get("/api/schedules?paused=maybe").at("/errors/0/field")).isEqualTo("paused");
    assertThat(caller.post("/api/schedules/s1/pause", "{\"reason\":\"why\"}").at("/pause_reason"))
        .isEqualTo("why");
    assertThat(caller.post("/api/schedules/s1/resume", null).at("/paused")).isEqualTo("false");
    assertThat(caller.post("/api/schedules/s1/run_now", "{\"args\":{\"text\":\"now\"}}").status())
        .isEqualTo(202);
    assertThat(
            caller
                .post("/api/schedules/s1/run_now", "{\"args\":{\"text\":1}}")
                .at("/errors/0/field"))
        .isEqualTo("args.text");
    fires();
  }

  private static void fires() {
    assertThat(
            caller
                .post(
                    "/api/schedules/s1/backfill",
                    "{\"from\":\"2026-01-05T00:00:00Z\",\"to\":\"2026-01-07T00:00:00Z\"}")
                .status())
        .isEqualTo(202);
    assertThat(
            caller
                .post(
                    "/api/schedules/s1/backfill",
                    "{\"from\":\"x\",\"to\":\"2026-01-07T00:00:00Z\"}")
                .at("/errors/0/field"))
        .isEqualTo("from");
    Answer fires = caller.get("/api/schedules/s1/fires?next=3");
    assertThat(fires.json().at("/next")).hasSize(3);
    assertThat(fires.json().at("/items").isArray()).isTrue();
    assertThat(caller.get("/api/schedules/s1/fires?next=-3").status()).isEqualTo(400);
  }

  private static void changes() {
    String tag = caller.post("/api/schedules", schedule("s2")).header("ETag");
    Answer patched =
        caller.send(
            "PATCH",
            "/api/schedules/s2",
            "{\"overlap\":\"queue\",\"misfire\":null}",
            "Content-Type",
            "application/merge-patch+json",
            "If-Match",
            tag);
    assertThat(patched.at("/overlap")).isEqualTo("queue");
    assertThat(patched.at("/misfire/max_age")).isEqualTo("");
    assertThat(
            caller
                .send("PATCH", "/api/schedules/s2", "{\"overlap\":\"skip\"}", "If-Match", tag)
                .status())
        .isEqualTo(412);
    assertThat(
            caller
                .send("PATCH", "/api/schedules/s2", "{\"overlap\":\"skp\"}")
                .at("/errors/0/field"))
        .isEqualTo("overlap");
    assertThat(caller.send("PUT", "/api/schedules/s2", schedule("s2")).at("/overlap"))
        .isEqualTo("skip");
    assertThat(caller.send("PUT", "/api/schedules/s2", schedule("s3")).at("/errors/0/field"))
        .isEqualTo("id");
    assertThat(caller.send("PUT", "/api/schedules/s2", schedule("s2"), "If-Match", tag).status())
        .isEqualTo(412);
    assertThat(caller.send("DELETE", "/api/schedules/s2", null, "If-Match", tag).status())
        .isEqualTo(412);
    assertThat(caller.send("DELETE", "/api/schedules/s2", null, "If-Match", "3").status())
        .isEqualTo(400);
    assertThat(caller.send("DELETE", "/api/schedules/s2", null).status()).isEqualTo(204);
  }

  private static void bulkSchedules() {
    String both = "[" + schedule("b1") + "," + schedule("b2") + "]";
    assertThat(caller.post("/api/schedules/batch", both).json().at("/ids")).hasSize(2);
    assertThat(caller.post("/api/schedules/batch", both).status()).isEqualTo(409);
    assertThat(
            caller
                .post("/api/schedules/batch", both.replace("\"0 9", "\"0 25"))
                .at("/errors/0/field"))
        .isEqualTo("[0].trigger.expression");
    assertThat(caller.post("/api/schedules/delete", "{\"ids\":[\"b1\",\"nobody\"]}").at("/count"))
        .isEqualTo("1");
    assertThat(caller.post("/api/schedules/delete", "{\"filter\":{\"q\":\"b2\"}}").at("/count"))
        .isEqualTo("1");
    assertThat(caller.post("/api/schedules/delete", "{}").status()).isEqualTo(400);
  }

  private static void workers() {
    server.workers().with("mail-1", "echo", "send_mail");
    Answer list = caller.get("/api/workers");
    assertThat(list.at("/items/0/name")).isEqualTo("mail-1");
    assertThat(list.at("/items/0/state")).isEqualTo("ready");
    assertThat(list.at("/items/0/figures/0/p95_ms")).isEqualTo("3.25");
    assertThat(caller.get("/api/workers?name=x").at("/errors/0/field")).isEqualTo("name");
    assertThat(caller.get("/api/workers/mail-1").at("/handlers/1")).isEqualTo("send_mail");
    assertThat(caller.post("/api/workers/mail-1/drain", null).at("/state")).isEqualTo("draining");
    assertThat(caller.post("/api/workers/mail-1/resume", null).at("/state")).isEqualTo("ready");
    Answer endless = caller.post("/api/workers/mail-1/drain", "{\"within\":\"8d\"}");
    assertThat(endless.at("/errors/0/field")).isEqualTo("within");
    assertThat(endless.at("/errors/0/message")).contains("must be at most 7d");
    String kernel = "{\"within\":\"5m\",\"reason\":\"kernel\"}";
    assertThat(caller.post("/api/workers/mail-1/drain", kernel).status()).isEqualTo(200);
    assertThat(caller.post("/api/workers/mail-1/resume", null).status()).isEqualTo(409);
    assertThat(caller.post("/api/workers/mail-1/evict", null).status()).isEqualTo(204);
    assertThat(caller.post("/api/workers/mail-1/evict", null).status()).isEqualTo(409);
    assertThat(server.workers().told())
        .containsExactly(
            "drain mail-1 null no reason given",
            "resume mail-1",
            "drain mail-1 PT5M kernel",
            "evict mail-1");
  }

  private static void others() {
    Answer preview =
        caller.post(
            "/api/triggers/preview",
            "{\"trigger\":"
                + CRON
                + ",\"from\":\"2026-12-24T00:00:00Z\",\"count\":2,\"exclude\":{\"dates\":[\"2026-12-25\"]}}");
    assertThat(preview.at("/fire_times/0")).isEqualTo("2026-12-24T08:00:00Z");
    assertThat(
            caller
                .post(
                    "/api/triggers/preview",
                    "{\"trigger\":{\"type\":\"cron\",\"expression\":\"0 25 * * *\"}}")
                .at("/errors/0/field"))
        .isEqualTo("trigger.expression");
  }

  /** The refusals that all operations have in common. */
  private static void refusals() {
    String nobody = "0000000000000";
    for (String operation : DESCRIPTION.operations()) {
      JsonNode described = DESCRIPTION.operation(operation);
      String method = operation.split(" ", 2)[0];
      String template = operation.split(" ", 2)[1];
      String path = template.replace("{id}", nobody).replace("{name}", "nobody");
      if (!described.path("responses").path("404").isMissingNode()) {
        String body =
            method.equals("PUT")
                ? schedule(nobody)
                : method.equals("PATCH")
                    ? "{}"
                    : path.endsWith("backfill")
                        ? "{\"from\":\"2026-01-05T00:00:00Z\",\"to\":\"2026-01-07T00:00:00Z\"}"
                        : null;
        assertThat(caller.send(method, path, body).status()).as(operation).isEqualTo(404);
        caller.send(method, path + "?nonsense=1", body);
      }
      if (!described.path("responses").path("415").isMissingNode()) {
        assertThat(
                caller
                    .send(method, path, "a=b", "Content-Type", "application/x-www-form-urlencoded")
                    .status())
            .as(operation)
            .isEqualTo(415);
        assertThat(caller.send(method, path, "{\"nonsense\":").at("/code"))
            .as(operation)
            .isEqualTo("malformed_json");
        String huge = "[\"" + "x".repeat(9_000) + "\"]";
        assertThat(caller.send(method, path, huge).status()).as(operation).isEqualTo(413);
      }
    }
  }

  @Test
  void every_example_of_a_request_is_valid_and_taken() {
    BiConsumer<String, String> post =
        (path, schema) -> {
          JsonNode described = DESCRIPTION.root().at("/components/schemas/" + schema);
          for (JsonNode example : described.get("examples")) {
            assertThat(DESCRIPTION.errors(described, example.toString())).isEmpty();
            Answer answer = caller.post(path, example.toString());
            assertThat(answer.status()).as(answer.body()).isLessThan(300);
          }
        };
    post.accept("/api/runs", "RunRequest");
    post.accept("/api/schedules", "ScheduleRequest");
    post.accept("/api/triggers/preview", "PreviewRequest");
    post.accept("/api/schedules/delete", "BulkDelete");
    for (String type : List.of("Date", "Interval", "Cron", "CalendarInterval", "DailyWindow")) {
      for (JsonNode example :
          DESCRIPTION.root().at("/components/schemas/" + type + "Trigger/examples")) {
        Answer answer =
            caller.post(
                "/api/triggers/preview",
                "{\"from\":\"2026-11-01T00:00:00Z\",\"trigger\":" + example + "}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      }
    }
  }

  @Test
  void every_code_of_a_problem_is_described() {
    Set<String> codes = new TreeSet<>();
    for (Code code : Code.values()) {
      codes.add(code.text());
    }
    Set<String> described = new TreeSet<>();
    DESCRIPTION
        .root()
        .at("/components/schemas/Problem/properties/code/enum")
        .forEach(c -> described.add(c.stringValue()));
    assertThat(described).isEqualTo(codes);
  }
}
