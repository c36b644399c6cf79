package io.schedulezero.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

final class HelpTest {
  static List<String> commands() {
    List<String> found = new ArrayList<>();
    collect(CommandTree.complete(new Sz(Terminal.ofProcess())), "", found);
    return found;
  }

  private static void collect(CommandLine line, String path, List<String> found) {
    found.add(path);
    line.getSubcommands().forEach((name, sub) -> collect(sub, (path + " " + name).strip(), found));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void the_help_of_every_command_teaches(String command) {
    Shell.Answer help = new Shell().type(command + " --help");
    assertThat(help.code()).isZero();
    assertThat(help.out())
        .contains("Usage: sz", "Exit codes:", "  0  ", "  sz " + command)
        .doesNotContain("${", "%n", "@|");
    assertThat(help.err()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void both_ways_to_ask_give_the_same_help(String command) {
    assertThat(new Shell().type("help " + command).out())
        .isEqualTo(new Shell().type(command + " --help").out());
  }

  @Test
  void sz_alone_shows_all_commands() {
    assertThat(new Shell().type("").out())
        .contains(
            "  run ",
            "  runs ",
            "  schedules ",
            "  handlers ",
            "  preview ",
            "  completion ",
            "  124 ");
  }

  @Test
  void help_fits_a_narrow_terminal() {
    assertThat(new Shell().onTerminal(72).type("runs list --help").lines())
        .allMatch(line -> Text.width(line) <= 72);
  }

  @Test
  void help_is_plain_where_no_colour_is_wanted() {
    assertThat(new Shell().type("--help").out()).doesNotContain("\u001b");
    assertThat(new Shell().onTerminal(80).type("--help").out()).doesNotContain("\u001b");
    assertThat(new Shell().onTerminal(80).env("NO_COLOR", "").type("--help").out())
        .contains("\u001b[");
  }
}
