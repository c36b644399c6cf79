package io.schedulezero.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The table of faults in README.md names tests that there are. */
@Tag("short")
final class FaultTableTest {
  private static final int FAULTS = 51;
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+) \\|.*");
  private static final Pattern TEST = Pattern.compile("`(\\w+)\\.(\\w+)`");

  private static final String PAGE = read(Python.REPOSITORY.resolve("tests/faults/README.md"));

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void every_fault_has_a_row_and_a_test() {
    List<MatchResult> rows = ROW.matcher(PAGE).results().toList();
    assertThat(rows.stream().map(row -> Integer.parseInt(row.group(1))))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, FAULTS).boxed().toList());
    assertThat(rows).allMatch(row -> TEST.matcher(row.group()).find());
  }

  @Test
  void every_test_that_is_named_is_there() throws IOException {
    List<Path> sources = new ArrayList<>();
    for (String module : new String[] {"handler-sdk", "engine", "tests/faults"}) {
      try (Stream<Path> files =
          Files.walk(Python.REPOSITORY.resolve(module).resolve("src/test/java"))) {
        sources.addAll(files.toList());
      }
    }
    assertThat(
            TEST.matcher(PAGE)
                .results()
                .filter(
                    test ->
                        sources.stream()
                            .noneMatch(source -> has(source, test.group(1), test.group(2))))
                .map(MatchResult::group))
        .isEmpty();
  }

  private static boolean has(Path source, String type, String method) {
    return source.getFileName().toString().equals(type + ".java")
        && read(source).contains(" " + method + "(");
  }
}
