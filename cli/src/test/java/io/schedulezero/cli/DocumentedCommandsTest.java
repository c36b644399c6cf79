package io.schedulezero.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** What the documentation shows without running it is what {@code sz} takes. */
final class DocumentedCommandsTest {
  private static final Path DOCS = Path.of("../docs");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\\n(.*?)^```$");

  /** A word as a shell sees it, with its quotes; or the end of a command. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "((?:'[^']*'|\"[^\"]*\"|[^\\s'\"#;|&()<>])+)|[\\n;|&()]|<\\(|[<>]+\\s*\\S+|#.*");

  /** What may stand before a command. */
  private static final Pattern BEFORE = Pattern.compile("until|do|[A-Za-z_]+=.*");

  /** What a page may show beside our own. */
  private static final Set<String> OTHERS = Set.of("sqlite3", "jq", "source", "sleep", "done");

  /** A line of a page, and its words. */
  record Shown(String page, List<String> words) {
    @Override
    public String toString() {
      return page + ": " + String.join(" ", words);
    }
  }

  static List<Shown> commands() throws IOException {
    List<Shown> found = new ArrayList<>();
    try (Stream<Path> pages = Files.walk(DOCS)) {
      for (Path page : pages.filter(file -> file.toString().endsWith(".md")).sorted().toList()) {
        BLOCK
            .matcher(Files.readString(page))
            .results()
            .flatMap(block -> commands(block.group(1)).stream())
            .map(words -> new Shown(DOCS.relativize(page).toString(), words))
            .forEach(found::add);
      }
    }
    return found;
  }

  private static List<List<String>> commands(String script) {
    List<List<String>> commands = new ArrayList<>();
    List<String> words = new ArrayList<>();
    for (MatchResult token : TOKEN.matcher(script.replace("\\\n", " ")).results().toList()) {
      if (token.group(1) != null) {
        words.add(token.group(1).replaceAll("['\"]", ""));
      } else if (!words.isEmpty()) {
        addTo(commands, words);
      }
    }
    addTo(commands, words);
    return commands;
  }

  private static void addTo(List<List<String>> commands, List<String> words) {
    while (!words.isEmpty() && BEFORE.matcher(words.get(0)).matches()) {
      words.remove(0);
    }
    if (!words.isEmpty() && !OTHERS.contains(words.get(0))) {
      commands.add(List.copyOf(words));
    }
    words.clear();
  }

  private static ParseResult parsed(List<String> command) {
    List<String> words = new ArrayList<>(command);
    String program = words.remove(0);
    assertThat(program).isIn("sz", "./sz");
    return CommandTree.complete(new Sz(terminal())).parseArgs(words.toArray(String[]::new));
  }

  private static Terminal terminal() {
    return new Terminal(
        System.in,
        System.out,
        System.err,
        name -> null,
        new Terminal.People(false, false, false),
        () -> 80,
        Clock.systemUTC(),
        ZoneOffset.UTC);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void every_command_of_the_documentation_can_be_parsed(Shown shown) {
    assertThat(parsed(shown.words()).hasSubcommand()).isTrue();
  }

  @Test
  void the_documentation_has_commands_and_a_wrong_one_is_noticed() throws IOException {
    assertThat(commands())
        .extracting(Shown::page)
        .contains(
            "how-to/configure.md",
            "how-to/operate.md",
            "how-to/call-http-and-commands.md",
            "reference/command-line.md");
    String script =
        """
        A=1 sz run echo --args '{"a": "(1)"}' \\
          --wait # so
        id=$(./sz runs -q); until sz health > out; do sleep 1; done
        """;
    assertThat(commands(script))
        .containsExactly(
            List.of("sz", "run", "echo", "--args", "{a: (1)}", "--wait"),
            List.of("./sz", "runs", "-q"),
            List.of("sz", "health"));
    assertThatThrownBy(() -> parsed(List.of("sz", "runs", "logs", "--folow", "ID")))
        .isInstanceOf(ParameterException.class);
    assertThatThrownBy(() -> parsed(List.of("sz", "runs", "logs")))
        .isInstanceOf(ParameterException.class);
  }
}
