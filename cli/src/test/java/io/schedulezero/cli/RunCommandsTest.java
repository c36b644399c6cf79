package io.schedulezero.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Runs, from the command line to a server and back. */
final class RunCommandsTest {
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
    assertThat(answer.err()).isEmpty();
    return Json.read(answer.out(), line);
  }

  private static String submit(String line) {
    Shell.Answer answer = type("run " + line + " -q");
    assertThat(answer.code()).as(answer.err()).isZero();
    return answer.out().strip();
  }

  private static String idIn(String answer) {
    return answer.replaceFirst("(?s).*?Run (\\w{13}) .*", "$1");
  }

  @Test
  void a_run_is_submitted_and_waited_for() {
    Shell.Answer answer = type("run echo --arg text=hello --wait");
    assertThat(answer.out()).matches("Run \\w{13} succeeded in \\d+ m?s\\.\\nResult  hello\\n");
    assertThat(answer.code()).isZero();
  }

  @Test
  void text_that_looks_like_a_number_stays_text() {
    assertThat(json("run echo --arg text=0042 --wait").path("result").stringValue())
        .isEqualTo("0042");
  }

  @Test
  void a_run_that_fails_fails_the_command_and_says_why() {
    Shell.Answer answer = type("run fail --arg message=boom --max-attempts 1 --wait");
    assertThat(answer.code()).isEqualTo(ExitCode.FAILED.code());
    assertThat(answer.lines().get(0)).matches("Run \\w{13} failed in \\d+ m?s\\.");
    assertThat(answer.lines().get(1)).matches("Failure  .*: boom");
  }

  @Test
  void a_script_gets_the_whole_run() {
    JsonNode run =
        json("run echo --arg text=hello --tag a --tag b --priority 7 --timeout 5s --wait");
    assertThat(run.path("state").stringValue()).isEqualTo("succeeded");
    assertThat(run.path("tags").toString()).isEqualTo("[\"a\",\"b\"]");
    assertThat(run.path("priority").intValue()).isEqualTo(7);
    assertThat(run.path("timeout").stringValue()).isEqualTo("5s");
    assertThat(run.path("attempts")).hasSize(1);
  }

  @Test
  void arguments_come_from_standard_input_and_from_a_file(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("args.json"), "{\"text\": \"from a file\"}");
    assertThat(
            SERVER.shell().typing("{\"text\": \"piped\"}").type("run echo --args - --wait").out())
        .contains("piped");
    assertThat(type("run echo --args @" + file + " --wait").out()).contains("from a file");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "run nobody | 4 | nobody",
        "run ecko --arg text=x | 4 | ecko",
        "run echo | 2 | args.text",
        "run echo --arg txt=a | 2 | Did you mean text?",
        "run echo --arg text=a --priority 11 | 2 | priority",
        "run echo --arg text=a --timeout 5x | 2 | timeout",
        "run echo --arg text=a --delay 1s --at 09:00 | 2 | run_at",
        "runs show 0000000000000 | 4 | 0000000000000",
        "runs show nonsense | 2 | nonsense",
        "runs logs 0000000000000 | 4 | 0000000000000",
        "runs cancel 0000000000000 | 4 | 0000000000000",
        "runs --cursor nonsense | 2 | cursor",
        "handlers show nobody | 4 | nobody",
      })
  void a_refusal_has_its_code_and_names_what_is_wrong(String line, int code, String named) {
    Shell.Answer answer = type(line);
    assertThat(answer.err()).startsWith("sz: ").contains(named);
    assertThat(answer.code()).as(answer.err()).isEqualTo(code);
    assertThat(answer.out()).isEmpty();
  }

  @Test
  void a_delayed_run_says_when_it_is_due_and_can_be_cancelled_once() {
    Shell.Answer submitted = type("run noop --delay 1h");
    assertThat(submitted.out()).matches("Run \\w{13} is scheduled, due .* \\(in \\d+ min\\)\\.\\n");
    String id = idIn(submitted.out());
    assertThat(type("runs cancel " + id + " --reason 'not today'").out())
        .isEqualTo("Run " + id + " is cancelled.\n");
    assertThat(json("runs show " + id).path("note").stringValue()).contains("not today");
    assertThat(type("runs cancel " + id).code()).isEqualTo(ExitCode.CONFLICT.code());
  }

  @Test
  void a_key_makes_one_run() {
    String first = submit("noop --key once");
    assertThat(submit("noop --key once")).isEqualTo(first);
    assertThat(type("run noop --key once").out())
        .isEqualTo("Run " + first + " has this key already; no second run was made.\n");
  }

  @Test
  void patience_ends_and_the_run_goes_on() {
    Shell.Answer answer = type("run sleep --arg duration=PT30S --wait-timeout 50ms");
    assertThat(answer.code()).isEqualTo(ExitCode.WAIT_TIMED_OUT.code());
    String id = idIn(answer.err());
    assertThat(answer.err())
        .matches(
            "sz: Run ID is still (queued|running); it goes on: sz runs show ID\n"
                .replace("ID", id));
    assertThat(type("runs cancel " + id).code()).isZero();
  }

  @Test
  void logs_are_listed_and_followed_to_the_end() {
    Shell.Answer run = type("run echo --arg text=first\\e --follow");
    assertThat(run.err()).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d INFO  first.*\\n");
    String id = idIn(run.out());
    assertThat(type("runs logs " + id).out()).isEqualTo(run.err());
    assertThat(type("runs logs -f " + id).out()).isEqualTo(run.err());
    assertThat(json("runs logs -f " + id).path("level").stringValue()).isEqualTo("INFO");
    assertThat(json("runs logs " + id).path("items")).hasSize(1);
  }

  @Test
  void a_run_is_shown_with_its_attempts() {
    String id = json("run fail --max-attempts 1 --wait --tag shown").path("id").stringValue();
    String sheet = type("runs show " + id).out();
    assertThat(sheet).startsWith("Run        " + id + "\nHandler    fail\nState      failed\n");
    assertThat(sheet)
        .contains(
            "\nTags       shown\n",
            "\nATTEMPT  WHERE",
            "\n      1  local",
            "FailedOnPurpose: failed on purpose");
  }

  @Test
  void runs_are_found_by_their_filters_and_counted_in_bulk() {
    List<String> ids =
        List.of(submit("noop --delay 1h --tag bulk"), submit("noop --delay 1h --tag bulk"));
    assertThat(
            json("runs --tag bulk --state scheduled --handler noop --from 5m --search bulk")
                .path("items"))
        .isEmpty();
    assertThat(type("runs --tag bulk --state scheduled --handler noop --from 5m").out())
        .contains(ids);
    assertThat(type("runs list --tag bulk --limit 1").err())
        .startsWith("There are more: --all, --limit N, or --cursor ");
    assertThat(SERVER.shell().onTerminal(80).typing("y\n").type("runs cancel --tag bulk").out())
        .isEqualTo("2 runs cancelled.\n");
    assertThat(type("runs retry --tag bulk --yes").out()).isEqualTo("2 runs will run again.\n");
    assertThat(type("runs retry --tag nobody --yes -o json").out()).contains("\"count\": 0");
  }

  @Test
  void a_failed_run_runs_again() {
    String id = json("run fail --max-attempts 1 --wait").path("id").stringValue();
    assertThat(type("runs retry " + id).out()).isEqualTo("Run " + id + " is queued.\n");
  }

  @Test
  void no_match_is_a_remark_and_no_error() {
    Shell.Answer answer = type("runs --handler nobody");
    assertThat(answer.out()).isEmpty();
    assertThat(answer.err()).isEqualTo("No run matches.\n");
    assertThat(answer.code()).isZero();
  }
}
