package io.schedulezero.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulezero.run.RunState;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page on the life of a run says what the code does. */
final class LifeOfARunTest {
  private static final Page PAGE =
      Page.read(Repository.ROOT.resolve("docs/concepts/life-of-a-run.md"));
  private static final Pattern ARROW = Pattern.compile("\\s*(\\w+) --> (\\w+).*");

  @Test
  void the_drawing_has_the_arrows_of_the_table() {
    Set<String> drawn =
        PAGE.blocks().get(0).lines().stream()
            .map(ARROW::matcher)
            .filter(Matcher::matches)
            .map(arrow -> arrow.group(1) + " to " + arrow.group(2))
            .collect(Collectors.toSet());
    assertThat(drawn).containsExactlyInAnyOrderElementsOf(allowed());
  }

  @Test
  void every_state_is_explained() {
    for (RunState state : RunState.values()) {
      assertThat(PAGE.prose()).anyMatch(line -> line.startsWith("| `" + name(state) + "` |"));
    }
  }

  private static List<String> allowed() {
    return states()
        .flatMap(
            from -> states().filter(from::canBecome).map(next -> name(from) + " to " + name(next)))
        .toList();
  }

  private static Stream<RunState> states() {
    return Arrays.stream(RunState.values());
  }

  private static String name(RunState state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
