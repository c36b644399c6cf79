package io.schedulezero.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schedulezero.config.Config;
import io.schedulezero.config.ConfigSources;
import io.schedulezero.config.InvalidConfig;
import io.schedulezero.transport.Keys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the pages show of the configuration, read by the reader of the server. YAML is a
 * configuration; {@code <!-- file: NAME -->} marks a file beside it, and {@code <!-- refused: YAML
 * -->} what the server says to a configuration.
 */
final class ConfigurationTest {
  private static final List<Page> PAGES = Repository.pages();
  private static final Pattern VARIABLE = Pattern.compile("(SCHEDULEZERO_[A-Z_]+)=(\\S+)");

  @TempDir private Path folder = Path.of("set by JUnit");

  private static Stream<Page.Block> marked(Page page, String kind) {
    return page.blocks().stream()
        .filter(block -> block.mark() != null && block.mark().kind().equals(kind));
  }

  private static Stream<Page.Block> in(Page page, String language) {
    return page.blocks().stream().filter(block -> block.language().equals(language));
  }

  private static String text(Page.Block block) {
    return String.join("\n", block.lines()) + "\n";
  }

  private static Config load(Path file) {
    return Config.load(new ConfigSources(file, Map.of(), Map.of()));
  }

  @TestFactory
  Stream<DynamicTest> yaml_is_a_configuration_that_the_server_takes() {
    return PAGES.stream()
        .flatMap(
            page ->
                in(page, "yaml")
                    .map(
                        block -> DynamicTest.dynamicTest(page.at(block), () -> take(page, block))));
  }

  private void take(Page page, Page.Block block) throws IOException {
    for (Page.Block file : marked(page, "file").toList()) {
      Files.writeString(folder.resolve(argument(file)), text(file));
    }
    Config config = load(Files.writeString(folder.resolve("config.yaml"), withKeys(text(block))));
    for (Page.Block file : marked(page, "file").toList()) {
      if (text(block).contains(argument(file))) {
        String calendar = argument(file).replaceFirst("\\..*", "");
        assertThat(config.scheduler().calendars().days(calendar)).isNotEmpty();
      }
    }
  }

  /** What the page has made before it comes to its configuration. */
  private String withKeys(String text) throws IOException {
    if (!text.contains("keys/server.key")) {
      return text;
    }
    Path key = folder.resolve("server.key");
    Keys.create().write(key);
    Path list = Files.writeString(folder.resolve("workers.allow"), "");
    return text.replace("keys/server.key", key.toString()).replace(" workers.allow", " " + list);
  }

  private static String argument(Page.Block block) {
    Page.Mark mark = block.mark();
    return mark == null ? "" : mark.argument();
  }

  @Test
  void what_is_refused_is_refused_in_these_words() throws IOException {
    int shown = 0;
    for (Page page : PAGES) {
      for (Page.Block block : marked(page, "refused").toList()) {
        String words = String.join("\n", block.lines());
        Path file = folder.resolve(words.replaceFirst("sz: ([^:]+):(?s:.*)", "$1"));
        Files.writeString(file, argument(block));
        assertThatThrownBy(() -> load(file))
            .as(page.at(block))
            .isInstanceOf(InvalidConfig.class)
            .extracting(e -> "sz: " + String.valueOf(e.getMessage()).replace(folder + "/", ""))
            .isEqualTo(words);
        shown++;
      }
    }
    assertThat(shown).isPositive();
  }

  @Test
  void variables_are_keys_with_values_that_the_server_takes() {
    Map<String, String> shown = new TreeMap<>();
    PAGES.stream()
        .flatMap(page -> in(page, "sh"))
        .flatMap(block -> VARIABLE.matcher(text(block)).results())
        .forEach(variable -> shown.put(variable.group(1), variable.group(2)));
    assertThat(shown).containsKey("SCHEDULEZERO_SCHEDULER_SLOTS");
    Config config = Config.load(new ConfigSources(null, shown, Map.of()));
    assertThat(config.settings())
        .filteredOn(setting -> setting.source().startsWith("environment variable"))
        .hasSizeGreaterThanOrEqualTo(1);
  }
}
