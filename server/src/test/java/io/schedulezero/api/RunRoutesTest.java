package io.schedulezero.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Runs and schedules that say where they execute, and what is answered about that. */
final class RunRoutesTest {
  @SuppressWarnings("NullAway.Init")
  private static RunningApi server;

  @SuppressWarnings("NullAway.Init")
  private static Caller caller;

  @BeforeAll
  static void start(@TempDir Path directory) {
    server = RunningApi.in(directory, null);
    caller = new Caller(server.port(), new Description());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void a_run_shows_what_it_asked_for_and_explains_why_it_waits() {
    String id =
        caller
            .post(
                "/api/runs",
                """
                {"handler": "noop", "worker": {"gpu": "true"}, "target": "w9",
                 "handler_version": "^2", "affinity": "acme"}
                """)
            .at("/id");
    Answer shown = caller.get("/api/runs/" + id);
    assertThat(shown.at("/route/worker/gpu")).isEqualTo("true");
    assertThat(shown.at("/route/target")).isEqualTo("w9");
    assertThat(shown.at("/route/handler_version")).isEqualTo("^2");
    assertThat(shown.at("/route/affinity")).isEqualTo("acme");

    Answer why = caller.get("/api/runs/" + id + "/explain");

    assertThat(why.at("/summary")).contains("there is no worker w9");
    assertThat(why.json().at("/gates").toString()).contains("is not w9, which the run asks for");
    assertThat(caller.post("/api/runs/" + id + "/cancel", null).status()).isEqualTo(200);
    assertThat(caller.get("/api/runs/" + id + "/explain").at("/summary")).contains("cancelled");
  }

  @Test
  void a_run_for_each_worker_waits_for_one_and_is_for_no_single_target() {
    String id = caller.post("/api/runs", "{\"handler\": \"noop\", \"broadcast\": true}").at("/id");

    assertThat(caller.get("/api/runs/" + id).at("/route/broadcast")).isEqualTo("true");
    assertThat(caller.get("/api/runs/" + id + "/explain").json().at("/gates").toString())
        .contains("is no worker, and a broadcast is for workers");
    assertThat(caller.post("/api/runs/" + id + "/cancel", null).status()).isEqualTo(200);
    assertThat(refused("\"target\": \"w1\", \"broadcast\": true")).containsExactly("broadcast");
  }

  @Test
  void what_cannot_be_meant_is_refused_by_field() {
    assertThat(refused("\"worker\": {\"gpu\": 1, \"zone\": null}"))
        .containsExactly("worker.gpu", "worker.zone");
    assertThat(
            refused(
                """
                "worker": {"a=b": "c"}, "target": "w 9", "handler_version": "newest",
                "affinity": "$.nothing"
                """))
        .containsExactly("worker", "target", "handler_version", "affinity");
  }

  private static List<String> refused(String route) {
    String body = "{\"handler\": \"echo\", \"args\": {\"text\": \"a\"}, " + route + "}";
    List<String> fields = new ArrayList<>();
    for (JsonNode error : caller.post("/api/runs", body).json().at("/errors")) {
      fields.add(error.get("field").stringValue());
    }
    return fields;
  }

  @Test
  void a_patch_of_a_schedule_changes_single_labels() {
    make("patched");

    Answer set =
        patch("{\"worker\": {\"gpu\": \"true\", \"zone\": \"a\"}, \"affinity\": \"$.text\"}");
    assertThat(set.at("/worker/gpu")).isEqualTo("true");
    assertThat(set.at("/affinity")).isEqualTo("$.text");
    Answer changed = patch("{\"worker\": {\"gpu\": null}, \"affinity\": null, \"target\": \"w1\"}");

    assertThat(changed.json().at("/worker")).hasSize(1);
    assertThat(changed.at("/target")).isEqualTo("w1");
    assertThat(changed.json().at("/affinity").isNull()).isTrue();
  }

  private static Answer patch(String body) {
    return caller.send("PATCH", "/api/schedules/patched", body);
  }

  @Test
  void a_run_now_may_choose_its_target() {
    make("now");

    String id = caller.post("/api/schedules/now/run_now", "{\"target\": \"local\"}").at("/id");

    assertThat(caller.get("/api/runs/" + id).at("/route/target")).isEqualTo("local");
    assertThat(caller.get("/api/runs/" + id + "?wait=20s").at("/state")).isEqualTo("succeeded");
    assertThat(
            caller
                .post("/api/schedules/now/run_now", "{\"target\": \"a b\"}")
                .at("/errors/0/field"))
        .isEqualTo("target");
  }

  private static void make(String id) {
    String body =
        """
        {"id": "%s", "handler": "echo", "args": {"text": "x"}, "trigger": {"type": "interval", "hours": 1}}
        """
            .formatted(id);
    assertThat(caller.post("/api/schedules", body).status()).isEqualTo(201);
  }
}
