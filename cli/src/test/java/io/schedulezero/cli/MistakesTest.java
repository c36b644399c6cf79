package io.schedulezero.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MistakesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rnus | sz: sz has no command \"rnus\". Did you mean runs?",
        "frobnicate | sz: sz has no command \"frobnicate\".",
        "runs sohw x | sz: sz runs has no command \"sohw\". Did you mean show?",
        "runs --handel=x | sz: sz runs has no option \"--handel=x\". Did you mean --handler?",
        "preview | sz: Missing required parameter: 'CRON'",
        "preview a b | sz: sz preview does not take \"b\".",
        "runs --limit x | sz: Invalid value for option '--limit': 'x' is not an int",
        "runs --limit 0 | sz: --limit must be 1 or more, not 0",
        "runs --state lost | sz: Invalid value for option '--state' (STATE): expected one of [scheduled,",
        "runs --from tomorrow | sz: --from: \"tomorrow\" is no time; allowed are",
        "help runs sohw | sz: sz runs has no command \"sohw\". Did you mean show?",
        "runs --server ftp://x | sz: --server \"ftp://x\" is no address; write it as http://127.0.0.1:8888",
        "schedules create --cron @daily | sz: A schedule needs --handler, and one of --cron",
        "schedules create --cron @daily --every 5m --handler x | sz: Give one of --cron, --every",
        "schedules create --every 5m --tz UTC --handler x | sz: --timezone belongs to --cron.",
        "runs cancel | sz: Name the runs to cancel, or give a filter such as --handler.",
        "runs cancel x --tag y | sz: Name runs or give a filter, not both.",
        "runs retry --state running | sz: There is nothing to retry in --state [running].",
        "schedules delete | sz: Name the schedules to delete, or give a filter",
      })
  void a_wrong_line_is_refused_before_anything_happens(String line, String message) {
    Shell.Answer answer = new Shell().type(line);
    assertThat(answer.err()).startsWith(message);
    assertThat(answer.code()).isEqualTo(ExitCode.USAGE.code());
    assertThat(answer.out()).isEmpty();
  }

  @Test
  void an_unknown_word_shows_where_help_is() {
    assertThat(new Shell().type("runs --zzz").err()).endsWith("Help: sz runs --help\n");
  }

  @Test
  void hostile_words_do_not_reach_the_terminal() {
    assertThat(new Shell().sz("runs", "--\u001b[2J").err())
        .contains("\\e[2J")
        .doesNotContain("\u001b");
    assertThat(new Shell().sz("preview", "\u001b[2J").err()).doesNotContain("\u001b");
    assertThat(new Shell().sz("runs", "--limit", "\u001b[2J").err()).doesNotContain("\u001b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "runs",
        "handlers",
        "schedules",
        "stats",
        "health",
        "config",
        "run echo",
        "runs show x",
        "schedules pause a b"
      })
  void without_a_server_every_command_says_how_to_get_one(String line) {
    Shell.Answer answer = new Shell().type(line);
    assertThat(answer.code()).isEqualTo(ExitCode.UNREACHABLE.code());
    assertThat(answer.err())
        .isEqualTo(
            "sz: No server at http://127.0.0.1:1. Start one with `sz server`, or name another one by --server or SCHEDULEZERO_URL.\n");
  }
}
