package io.schedulezero.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** The page on the protocol has every kind of message with its keys, and every code. */
final class ProtocolReferenceTest {
  private static final Path PAGE = Path.of("../docs/reference/worker-protocol.md");
  private static final Pattern ROW = Pattern.compile("^\\| `([^`]+)` \\|", Pattern.MULTILINE);

  /** What is in them has no names of its own. */
  private static final Set<String> FREE = Set.of("labels", "load", "args");

  private static final int SAMPLES = 200;

  /** The page between the heading of this name and the next one. */
  private static String section(String heading) throws Exception {
    return Arrays.stream(Files.readString(PAGE).split("\n#+ "))
        .filter(part -> part.startsWith(heading + "\n"))
        .reduce("", String::concat);
  }

  private static Set<String> rows(String section) {
    return ROW.matcher(section)
        .results()
        .map(row -> row.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** As the page writes them: {@code limits.body}, {@code resume[].run}. */
  private static Stream<String> keys(JsonNode object) {
    return object.propertyStream().flatMap(ProtocolReferenceTest::keys);
  }

  private static Stream<String> keys(Map.Entry<String, JsonNode> property) {
    String key = property.getKey();
    JsonNode value = property.getValue();
    if (value.isObject() && !FREE.contains(key)) {
      return keys(value).map(inner -> key + "." + inner);
    }
    if (value.isArray() && value.path(0).isObject()) {
      return value.valueStream().flatMap(ProtocolReferenceTest::keys).map(i -> key + "[]." + i);
    }
    return Stream.of(key);
  }

  private static JsonNode body(Kind kind, long seed) {
    return VectorFiles.tree(Bodies.write(new RandomMessages(seed).message(kind)));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void each_kind_has_a_section_with_its_type_and_its_keys(Kind kind) throws Exception {
    String section = section(kind.name());
    String sender = kind.type() < 0x40 ? "worker" : "server";
    assertThat(section.lines().skip(2).findFirst())
        .hasValueSatisfying(
            line ->
                assertThat(line)
                    .startsWith("0x%02x, sent by a %s.".formatted(kind.type(), sender)));
    Set<String> written =
        Stream.iterate(0L, seed -> seed + 1)
            .limit(SAMPLES)
            .flatMap(seed -> keys(body(kind, seed)))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(rows(section)).isEqualTo(written);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void each_key_is_in_a_vector(Kind kind) throws Exception {
    Set<String> shown =
        VectorFiles.read().values().stream()
            .map(VectorFiles::tree)
            .filter(file -> file.at("/decoded/message").asString("").equals(kind.name()))
            .flatMap(file -> keys(file.at("/decoded/body")))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(shown).isEqualTo(rows(section(kind.name())));
  }

  @Test
  void each_code_is_there() throws Exception {
    List<String> codes = Arrays.stream(ErrorCode.values()).map(Enum::name).toList();
    assertThat(rows(section("Codes"))).containsExactlyInAnyOrderElementsOf(codes);
  }

  @Test
  void the_page_says_the_limits() throws Exception {
    assertThat(Files.readString(PAGE))
        .contains(with("at most %,d bytes\n", Codec.MAX_BODY))
        .contains(with("%,d unless WELCOME", Codec.DEFAULT_MAX_PAYLOAD))
        .contains(with("at most %,d bytes | the stack", FromWorker.Failure.MAX_STACK))
        .contains(with("at most %,d bytes | a few words", FromWorker.Progress.MAX_MSG))
        .contains(with("NDJSON of at most %,d bytes", FromWorker.Log.MAX_BYTES))
        .contains(with("at most %,d, optional", FromWorker.Heartbeat.MOST_RUNS))
        .contains(with("name; at most %,d |", FromWorker.Ready.MOST_HANDLERS));
  }

  private static String with(String format, int limit) {
    return String.format(Locale.ROOT, format, limit);
  }
}
