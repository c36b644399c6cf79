package io.schedulezero.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Schedules, from the command line to a server and back. */
final class ScheduleCommandsTest {
  private static final RealServer SERVER = new RealServer();

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  private static Shell.Answer type(String line) {
    return SERVER.shell().type(line);
  }

  private static JsonNode json(String line) {
    Shell.Answer answer = type(line + " -o json");
    assertThat(answer.code()).as(answer.err()).isZero();
    return Json.read(answer.out(), line);
  }

  @Test
  void a_cron_schedule_is_made_by_flags() {
    Shell.Answer made =
        type(
            "schedules create nightly --cron '0 3 * * *' --tz Europe/Berlin --handler echo --arg text=hi --overlap skip");
    assertThat(made.out())
        .matches(
            "Schedule nightly is made; next fire: \\w{3} \\d{4}-\\d\\d-\\d\\d 03:00:00 \\+0[12]:00 \\(in \\d+ \\w+\\)\\n");
    assertThat(json("schedules show nightly").path("overlap").stringValue()).isEqualTo("skip");
    assertThat(type("schedules show nightly").out())
        .contains(
            "Schedule   nightly\n",
            "Arguments  {\"text\":\"hi\"}\n",
            "When       0 3 * * * Europe/Berlin\n",
            "Overlap    skip\n");
    assertThat(type("schedules create nightly --every 1h --handler noop").code())
        .isEqualTo(ExitCode.CONFLICT.code());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--every 90s | every 90 seconds",
        "--every 2h --anchor completion | every 2 hours after completion",
        "--every 250ms --paused | every 0.25 seconds",
        "--at 2099-12-01T09:00:00Z | once at 2099-12-01 10:00:00",
        "--trigger {\"type\":\"calendar_interval\",\"months\":1,\"at\":\"08:30\"} | every 1 month at 08:30 UTC",
        "--trigger {\"type\":\"daily_window\",\"from\":\"09:00\",\"to\":\"17:00\",\"every\":\"10m\",\"days\":\"mon-fri\"} | every 10m from 09:00 to 17:00"
      })
  void every_kind_of_trigger_can_be_told_and_is_shown_in_words(String flags, String words) {
    String[] told = ("schedules create --handler noop -o json " + flags).split(" ");
    String id = Json.read(SERVER.shell().sz(told).out(), flags).path("id").stringValue();
    assertThat(type("schedules show " + id).out()).contains("When       " + words);
    assertThat(type("schedules delete " + id).out()).isEqualTo("Schedule " + id + " is deleted.\n");
    assertThat(type("schedules delete " + id).code()).isEqualTo(ExitCode.NOT_FOUND.code());
  }

  @Test
  void a_file_of_several_documents_is_made_at_once_or_not_at_all(@TempDir Path folder)
      throws Exception {
    String two =
        """
        id: a-1
        handler: noop
        trigger: {type: interval, hours: 1}
        ---
        - id: a-2
          handler: echo
          args: {text: hello}
          trigger: {type: cron, expression: "0 9 * * MON-FRI", timezone: Europe/Berlin}
        """;
    Path good = Files.writeString(folder.resolve("good.yaml"), two);
    assertThat(type("schedules create -f " + good).out())
        .isEqualTo("Schedule a-1 is made.\nSchedule a-2 is made.\n");

    Path bad =
        Files.writeString(
            folder.resolve("bad.yaml"), two.replace("a-", "b-").replace("0 9 *", "0 25 *"));
    Shell.Answer refused = type("schedules create -f " + bad);
    assertThat(refused.err()).contains("[1].trigger.expression");
    assertThat(refused.code()).isEqualTo(ExitCode.USAGE.code());
    assertThat(type("schedules show b-1").code()).isEqualTo(ExitCode.NOT_FOUND.code());

    assertThat(
            SERVER
                .shell()
                .typing(
                    "{\"id\": \"c-1\", \"handler\": \"noop\", \"trigger\": {\"type\": \"interval\", \"hours\": 1}}")
                .type("schedules create -f -")
                .out())
        .startsWith("Schedule c-1 is made; next fire: ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "create --handler noop --cron '61 * * * *' | 2 | trigger.expression",
        "create --handler noop --every 1h --overlap perhaps | 2 | overlap",
        "create --handler nobody --every 1h | 4 | nobody",
        "create --handler echo --every 1h | 2 | args.text",
        "create --handler noop --every 1h --reason x | 2 | pause_reason",
        "create -f /no/such/file | 2 | There is no file /no/such/file.",
        "create x -f /dev/null | 2 | has no document in it",
        "show nobody | 4 | nobody",
        "pause nobody | 4 | nobody",
        "update nobody --every 1h | 4 | nobody",
        "run-now nobody | 4 | nobody",
        "fires nobody | 4 | nobody",
        "backfill nobody --from 2d --to now | 4 | nobody",
      })
  void a_refusal_has_its_code_and_names_what_is_wrong(String line, int code, String named) {
    Shell.Answer answer = type("schedules " + line);
    assertThat(answer.err()).startsWith("sz: ").contains(named);
    assertThat(answer.code()).as(answer.err()).isEqualTo(code);
    assertThat(answer.out()).isEmpty();
  }

  @Test
  void flags_change_what_they_name_and_leave_the_rest() {
    type(
        "schedules create changing --every 1h --handler echo --arg text=a --tag t --timeout 5s --jitter 1s");
    JsonNode changed =
        json(
            "schedules update changing --cron @daily --tz Europe/Berlin --arg text=b --unset timeout,jitter");
    assertThat(changed.path("trigger").path("type").stringValue()).isEqualTo("cron");
    assertThat(changed.path("args").toString()).isEqualTo("{\"text\":\"b\"}");
    assertThat(changed.path("tags").toString()).isEqualTo("[\"t\"]");
    assertThat(changed.path("timeout").isNull()).isTrue();
    assertThat(changed.path("version").intValue()).isEqualTo(2);
    assertThat(type("schedules update changing").err())
        .isEqualTo("sz: Nothing to change: give flags, or --file.\n");
    assertThat(type("schedules update changing --unset colour").code()).isEqualTo(2);
  }

  @Test
  void a_file_replaces_all_of_it(@TempDir Path folder) throws Exception {
    type("schedules create replaced --every 1h --handler noop --tag t");
    Path file =
        Files.writeString(
            folder.resolve("s.yaml"), "handler: noop\ntrigger: {type: interval, hours: 2}\n");
    JsonNode replaced = json("schedules update replaced -f " + file);
    assertThat(replaced.path("tags")).isEmpty();
    assertThat(replaced.path("trigger").path("hours").intValue()).isEqualTo(2);
  }

  @Test
  void a_schedule_is_paused_and_resumed() {
    type("schedules create pausing --every 1h --handler noop --tag pausing");
    assertThat(type("schedules pause pausing --reason 'disk full'").out())
        .isEqualTo("Schedule pausing is paused.\n");
    assertThat(type("schedules --paused --tag pausing").out())
        .contains("pausing")
        .contains("paused");
    assertThat(type("schedules --no-paused --tag pausing").err())
        .isEqualTo("No schedule matches.\n");
    assertThat(type("schedules show pausing").out())
        .contains("Paused     since ")
        .contains(": disk full\n");
    assertThat(type("schedules resume pausing").out()).startsWith("Schedule pausing fires; next: ");
  }

  @Test
  void a_schedule_runs_now_beside_its_fires() {
    type("schedules create at-hand --every 1h --handler echo --arg text=own");
    assertThat(type("schedules run-now at-hand --wait").out()).contains("Result  own\n");
    assertThat(type("schedules run-now at-hand --args '{\"text\":\"other\"}' --wait").code())
        .isEqualTo(2);
    assertThat(
            SERVER
                .shell()
                .sz("schedules", "run-now", "at-hand", "--args", "{\"text\":\"other\"}", "--wait")
                .out())
        .contains("Result  other\n");
    assertThat(type("runs --schedule at-hand").out()).contains("at-hand");
  }

  @Test
  void past_fires_and_the_next_ones_stand_in_one_table() {
    type("schedules create firing --every 1h --handler noop --start-at 2h");
    assertThat(json("schedules backfill firing --from 3h --to now").path("count").intValue())
        .isGreaterThanOrEqualTo(0);
    Shell.Answer fires = type("schedules fires firing --next 2");
    assertThat(fires.lines().get(0)).startsWith("TIME                 WHEN");
    assertThat(fires.lines().subList(1, 3)).allMatch(line -> line.contains("  next"));
  }

  @Test
  void many_are_deleted_by_a_filter() {
    type("schedules create gone-1 --every 1h --handler noop --tag gone");
    type("schedules create gone-2 --every 1h --handler noop --tag gone");
    assertThat(type("schedules delete --tag gone").err())
        .isEqualTo("sz: Delete 2 schedules? Nobody is here to ask; say --yes.\n");
    assertThat(type("schedules delete --tag gone --yes").out()).isEqualTo("2 schedules deleted.\n");
    assertThat(type("schedules --tag gone").err()).isEqualTo("No schedule matches.\n");
  }

  @Test
  void odd_names_are_names_like_any_other() {
    String odd = "日本 a.b:c@d+e";
    assertThat(
            SERVER
                .shell()
                .sz("schedules", "create", odd, "--every", "1h", "--handler", "noop")
                .err())
        .isEmpty();
    assertThat(SERVER.shell().sz("schedules", "show", odd).out())
        .startsWith("Schedule   日本 a.b:c@d+e\n");
    assertThat(type("schedules").out()).contains("日本 a.b:c@d+e  noop");
    assertThat(SERVER.shell().sz("schedules", "delete", odd).code()).isZero();
  }
}
