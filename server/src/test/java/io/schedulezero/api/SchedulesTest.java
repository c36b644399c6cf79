package io.schedulezero.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SchedulesTest {
  private static final String DAILY = "{\"type\":\"cron\",\"expression\":\"0 9 * * *\"}";

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

  private static void create(String id, String trigger, String more) {
    String body =
        "{\"id\":\"%s\",\"handler\":\"noop\",\"trigger\":%s%s}".formatted(id, trigger, more);
    Answer made = caller.post("/api/schedules", body);
    assertThat(made.status()).as(made.body()).isEqualTo(201);
  }

  private static Answer patch(String id, String body) {
    return caller.send("PATCH", "/api/schedules/" + id, body);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"nonsense\": null}                     | nonsense",
        "{\"nonsense\": 1}                        | nonsense",
        "{\"version\": null}                      | version",
        "{\"id\": null}                           | id",
        "{\"trigger\": {\"nonsense\": null}}      | trigger.nonsense",
        "{\"trigger\": {\"dst\": {\"gp\": null}}} | trigger.dst.gp",
        "{\"misfire\": {\"max_aeg\": null}}       | misfire.max_aeg",
        "{\"retry\": {\"nonsense\": null}}        | retry.nonsense",
        "{\"exclude\": {\"nonsense\": null}}      | exclude.nonsense"
      })
  void an_unknown_field_of_a_patch_is_refused_even_if_it_is_null(String body, String field) {
    create("patched", DAILY, "");
    Answer refused = patch("patched", body);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.at("/errors/0/field")).isEqualTo(field);
    assertThat(caller.get("/api/schedules/patched").at("/version")).isEqualTo("1");
    caller.send("DELETE", "/api/schedules/patched", null);
  }

  @Test
  void null_for_a_field_that_is_known_is_no_mistake_whether_it_is_there_or_not() {
    create("nulls", DAILY, ",\"args\":{}");
    String nothing =
        "{\"timeout\":null,\"max_runs\":null,\"misfire\":{\"max_age\":null},\"args\":{\"any\":null}}";
    assertThat(patch("nulls", nothing).status()).isEqualTo(200);
    assertThat(patch("nulls", nothing).json().get("args")).isEmpty();
  }

  /** As a client does that does not look what was there, or that sends its patch again. */
  @Test
  void a_patch_may_take_away_the_fields_of_every_other_type_of_trigger() {
    create("typed", DAILY, "");
    StringBuilder all = new StringBuilder();
    for (String type : List.of("Date", "Cron", "CalendarInterval", "DailyWindow")) {
      var schema =
          new Description().root().at("/components/schemas/" + type + "Trigger/properties");
      for (String name : schema.propertyNames()) {
        if (!name.equals("type") && all.indexOf('"' + name + '"') < 0) {
          all.append(",\"").append(name).append("\":null");
        }
      }
    }
    String body = "{\"trigger\":{\"type\":\"interval\",\"minutes\":5" + all + "}}";
    for (int times = 0; times < 2; times++) {
      Answer answer = patch("typed", body);
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      assertThat(Set.copyOf(answer.json().get("trigger").propertyNames()))
          .isEqualTo(Set.of("type", "minutes", "anchor"));
    }
  }

  @Test
  void reasons_of_skipped_fires_are_written_in_one_way_before_and_after() {
    create("skips", DAILY, ",\"exclude\":{\"weekdays\":\"tue-sun\"}");
    Answer fires = caller.get("/api/schedules/skips/fires?next=7");
    assertThat(fires.json().get("next").findValuesAsString("skipped"))
        .containsOnly("calendar", "")
        .contains("calendar");
    String gap =
        "{\"type\":\"cron\",\"expression\":\"30 2 29 3 *\",\"timezone\":\"Europe/Berlin\",\"dst\":{\"gap\":\"skip\"}}";
    Answer preview =
        caller.post(
            "/api/triggers/preview",
            "{\"trigger\":%s,\"from\":\"2026-03-01T00:00:00Z\",\"count\":1}".formatted(gap));
    assertThat(preview.at("/skipped/0/skipped")).isEqualTo("dst_gap");
  }

  @Test
  void a_description_calls_utc_by_its_name() {
    Answer preview = caller.post("/api/triggers/preview", "{\"trigger\":" + DAILY + "}");
    assertThat(preview.at("/description")).isEqualTo("At 09:00 every day, UTC");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a%2Fb", "%20a", "-a", "a%0Ab"})
  void an_id_that_cannot_be_is_refused_in_the_path(String id) {
    Answer refused = caller.get("/api/schedules/" + id);
    assertThat(refused.status()).isEqualTo(400);
  }

  @Test
  void an_id_that_cannot_be_is_refused_wherever_it_stands() {
    String form =
        "must be 1 to 200 letters, digits, spaces or any of _.:@+-, beginning with a letter";
    String schedule = "{\"id\":\"a/b\",\"handler\":\"noop\",\"trigger\":" + DAILY + "}";
    for (Answer refused :
        List.of(
            caller.post("/api/schedules", schedule),
            caller.post("/api/schedules/batch", "[" + schedule + "]"),
            caller.post("/api/schedules/delete", "{\"ids\":[\"a/b\"]}"),
            caller.post("/api/runs/cancel", "{\"filter\":{\"schedule_id\":\"a/b\"}}"),
            caller.get("/api/runs?schedule_id=a/b"))) {
      assertThat(refused.status()).as(refused.body()).isEqualTo(400);
      assertThat(refused.at("/errors/0/message")).startsWith(form).endsWith("not \"a/b\"");
    }
    assertThat(caller.get("/api/schedules?cursor=a/b").at("/errors/0/field")).isEqualTo("cursor");
  }

  @Test
  void a_backfill_reaches_back_before_the_schedule_was_made() {
    create("made-now", DAILY, "");
    create("counted", "{\"type\":\"interval\",\"hours\":1}", "");
    String span = "{\"from\":\"2026-01-05T09:00:00Z\",\"to\":\"2026-01-07T09:00:00Z\"}";
    assertThat(caller.post("/api/schedules/made-now/backfill", span).at("/count")).isEqualTo("2");
    assertThat(caller.post("/api/schedules/made-now/backfill", span).at("/count")).isEqualTo("0");
    Answer refused = caller.post("/api/schedules/counted/backfill", span);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.at("/errors/0/field")).isEqualTo("from");
  }
}
