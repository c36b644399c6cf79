package io.schedulezero.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The page on the configuration has every key with its default. */
final class ConfigurationReferenceTest {
  private static final Path PAGE = Path.of("../docs/reference/configuration.md");

  @Test
  void the_table_has_every_key_with_its_default() throws IOException {
    Config defaults = Config.load(new ConfigSources(null, Map.of(), Map.of()));
    List<String> expected =
        defaults.settings().stream()
            .map(setting -> "| `" + setting.key() + "` | `" + setting.value() + "` |")
            .toList();

    assertThat(
            Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(0, line.lastIndexOf(" | ") + 2)))
        .containsExactlyElementsOf(expected);
  }
}
