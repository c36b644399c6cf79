package io.schedulezero.handler;

import java.io.StringWriter;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON with bounds. The mapper is slow to load, so only what needs it loads it. */
final class Json {
  /** Longest text that arguments may have, in characters. */
  static final int MAX_LENGTH = 1 << 20;

  /** How deep arrays and objects may contain one another. */
  static final int MAX_DEPTH = 64;

  private static final int MAX_NAME_LENGTH = 1_000;

  /**
   * Shares no table of names: names with equal hashes, chosen with care, break it for everybody.
   */
  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(MAX_LENGTH)
                  .maxNameLength(MAX_NAME_LENGTH)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private Json() {}

  static String write(Consumer<JsonGenerator> content) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      content.accept(out);
    }
    return text.toString();
  }

  static String quote(String text) {
    return write(out -> out.writeString(text));
  }

  /** Anything that Jackson knows to write; null is {@code null}. */
  static String write(@Nullable Object value) {
    if (value instanceof String text) {
      return quote(text);
    }
    if (value instanceof Integer || value instanceof Long || value instanceof Boolean) {
      return value.toString();
    }
    return Mapper.JSON.writeValueAsString(value);
  }

  /** Reads trees and plain values from the middle of a document. */
  static ObjectReader readerOf(Class<?> type) {
    return Mapper.JSON.readerFor(type).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  }

  static JsonNode tree(String json) {
    return Mapper.JSON.readTree(json);
  }

  private static final class Mapper {
    static final JsonMapper JSON =
        JsonMapper.builder(FACTORY)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
  }
}
