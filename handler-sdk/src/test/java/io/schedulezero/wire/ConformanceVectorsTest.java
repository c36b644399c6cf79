package io.schedulezero.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The codec does what the files say, and the files are what they were made to be. */
final class ConformanceVectorsTest {
  static Stream<String> names() throws Exception {
    return VectorFiles.read().keySet().stream();
  }

  private static JsonNode file(String name) throws Exception {
    return VectorFiles.tree(VectorFiles.read().getOrDefault(name, ""));
  }

  private static byte[][] frames(JsonNode file) {
    return file.get("frames")
        .valueStream()
        .map(frame -> HexFormat.of().parseHex(frame.asString()))
        .toArray(byte[][]::new);
  }

  private static Codec codec(JsonNode file) {
    return new Codec(file.at("/limits/payload").asInt(Codec.DEFAULT_MAX_PAYLOAD));
  }

  @Test
  void the_files_are_those_that_the_definitions_make() throws Exception {
    if (Boolean.getBoolean("write.reference")) {
      VectorFiles.write();
    }
    Map<String, String> written = VectorFiles.written();
    Map<String, String> files = VectorFiles.read();
    String hint =
        "write the files again: mvn -pl handler-sdk test -Dtest=ConformanceVectorsTest"
            + " -Dwrite.reference=true";
    assertThat(files.keySet()).as(hint).isEqualTo(written.keySet()).hasSizeGreaterThan(60);
    assertThat(
            files.entrySet().stream()
                .filter(file -> !file.getValue().equals(written.get(file.getKey())))
                .map(Map.Entry::getKey))
        .as(hint)
        .isEmpty();
  }

  @Test
  void every_kind_of_message_is_there() throws Exception {
    Set<String> kinds =
        VectorFiles.read().values().stream()
            .map(VectorFiles::tree)
            .filter(file -> file.path("canonical").asBoolean(false))
            .map(file -> file.at("/decoded/message").asString())
            .collect(Collectors.toSet());
    assertThat(kinds)
        .containsExactlyInAnyOrderElementsOf(Arrays.stream(Kind.values()).map(Kind::name).toList());
  }

  @ParameterizedTest
  @MethodSource("names")
  void the_codec_agrees_with_the_file(String name) throws Exception {
    JsonNode file = file(name);
    assertThat(file.get("name").asString() + ".json").isEqualTo(name);
    if (file.get("valid").asBoolean()) {
      understands(file);
    } else {
      refuses(file);
    }
  }

  private static void understands(JsonNode file) throws Exception {
    Codec codec = codec(file);
    Received received = codec.decode(frames(file));
    assertThat(Understood.of(received)).isEqualTo(file.get("decoded"));
    if (received instanceof Received.Known known) {
      byte[][] again = codec.encode(known.header(), known.message());
      assertThat(Arrays.deepEquals(again, frames(file)))
          .as("canonical, written again")
          .isEqualTo(file.get("canonical").asBoolean());
      assertThat(codec.decode(again)).isEqualTo(received);
    }
  }

  private static void refuses(JsonNode file) {
    BadFrame refusal = catchThrowableOfType(BadFrame.class, () -> codec(file).decode(frames(file)));
    assertThat(refusal).as("a refusal").isNotNull();
    assertThat(refusal.code().name()).isEqualTo(file.get("error").asString());
    assertThat(refusal).hasMessageMatching("[^\\n]{5,300}");
  }
}
