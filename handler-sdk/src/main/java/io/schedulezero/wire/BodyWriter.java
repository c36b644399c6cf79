package io.schedulezero.wire;

import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/** Writes the JSON of a body. What is null, and an empty list or map, is left out. */
final class BodyWriter {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().recyclerPool(JsonRecyclerPools.threadLocalPool()).build();

  private final JsonGenerator out;

  private BodyWriter(JsonGenerator out) {
    this.out = out;
  }

  static String write(Consumer<BodyWriter> content) {
    StringWriter text = new StringWriter(256);
    try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      new BodyWriter(out).fields(content);
    }
    return text.toString();
  }

  private void fields(Consumer<BodyWriter> content) {
    out.writeStartObject();
    content.accept(this);
    out.writeEndObject();
  }

  BodyWriter text(String key, @Nullable String value) {
    if (value != null) {
      out.writeStringProperty(key, value);
    }
    return this;
  }

  BodyWriter number(String key, long value) {
    out.writeNumberProperty(key, value);
    return this;
  }

  BodyWriter number(String key, @Nullable Long value) {
    return value == null ? this : number(key, value.longValue());
  }

  BodyWriter real(String key, double value) {
    out.writeNumberProperty(key, value);
    return this;
  }

  BodyWriter flag(String key, boolean value) {
    out.writeBooleanProperty(key, value);
    return this;
  }

  /** In lower case. */
  BodyWriter word(String key, Enum<?> value) {
    return text(key, Words.lower(value));
  }

  /** In upper case. */
  BodyWriter code(String key, Enum<?> value) {
    return text(key, value.name());
  }

  BodyWriter raw(String key, @Nullable String json) {
    if (json != null) {
      out.writeName(key);
      out.writeRawValue(json);
    }
    return this;
  }

  BodyWriter object(String key, Consumer<BodyWriter> content) {
    out.writeName(key);
    fields(content);
    return this;
  }

  <T> BodyWriter object(String key, @Nullable T value, BiConsumer<T, BodyWriter> content) {
    return value == null ? this : object(key, inner -> content.accept(value, inner));
  }

  BodyWriter texts(String key, List<String> items) {
    return array(key, items, out::writeString);
  }

  <T> BodyWriter objects(String key, List<T> items, BiConsumer<T, BodyWriter> content) {
    return array(key, items, item -> fields(inner -> content.accept(item, inner)));
  }

  /** A list of lists: a run, its fence and perhaps a word. */
  <T> BodyWriter rows(String key, List<T> items, BiConsumer<T, JsonGenerator> content) {
    return array(
        key,
        items,
        item -> {
          out.writeStartArray();
          content.accept(item, out);
          out.writeEndArray();
        });
  }

  private <T> BodyWriter array(String key, List<T> items, Consumer<T> write) {
    if (!items.isEmpty()) {
      out.writeArrayPropertyStart(key);
      items.forEach(write);
      out.writeEndArray();
    }
    return this;
  }

  <T> BodyWriter byName(String key, Map<String, T> values, Write<T> write) {
    return values.isEmpty()
        ? this
        : object(key, inner -> values.forEach((name, value) -> write.to(inner, name, value)));
  }

  /** How a named value is written. */
  interface Write<T> {
    void to(BodyWriter out, String name, T value);
  }
}
