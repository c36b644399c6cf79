package io.schedulezero.store;

import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * JSON of what the store keeps as a document: objects, lists, strings, whole and floating numbers.
 * What is null is left out. Not data binding, which costs a start more than reading 10,000
 * schedules does.
 */
final class Json {
  private static final JsonFactory FACTORY = new JsonFactory();

  private Json() {}

  /** One object, read or to be written. */
  static final class Doc {
    private final Map<String, Object> fields;

    private Doc(Map<String, Object> fields) {
      this.fields = fields;
    }

    Doc() {
      this(new LinkedHashMap<>());
    }

    /**
     * Sets a field.
     *
     * @param value a string, a long, a double, a list of strings or a document; left out if null
     */
    Doc with(String name, @Nullable Object value) {
      if (value != null) {
        fields.put(name, value);
      }
      return this;
    }

    /** Sets a field to a number if that is exact, and to text in the far past and future. */
    Doc with(String name, @Nullable Instant value) {
      if (value == null) {
        return this;
      }
      long micros = Micros.of(value);
      boolean exact = Micros.toInstant(micros).equals(value);
      return with(name, exact ? (Object) micros : value.toString());
    }

    Doc with(String name, @Nullable Duration value) {
      if (value == null) {
        return this;
      }
      long nanos = Micros.nanos(value);
      boolean exact = Duration.ofNanos(nanos).equals(value);
      return with(name, exact ? (Object) nanos : value.toString());
    }

    boolean has(String name) {
      return fields.containsKey(name);
    }

    String text(String name) {
      return (String) value(name);
    }

    @Nullable String textOrNull(String name) {
      return (String) fields.get(name);
    }

    long number(String name) {
      return ((Number) value(name)).longValue();
    }

    @Nullable Long numberOrNull(String name) {
      return has(name) ? (Long) number(name) : null;
    }

    Instant instant(String name) {
      return value(name) instanceof String text
          ? Instant.parse(text)
          : Micros.toInstant(number(name));
    }

    @Nullable Instant instantOrNull(String name) {
      return has(name) ? instant(name) : null;
    }

    Duration duration(String name) {
      return value(name) instanceof String text
          ? Duration.parse(text)
          : Duration.ofNanos(number(name));
    }

    @Nullable Duration durationOrNull(String name) {
      return has(name) ? duration(name) : null;
    }

    double real(String name) {
      return ((Number) value(name)).doubleValue();
    }

    List<String> texts(String name) {
      List<?> values = has(name) ? (List<?>) value(name) : List.of();
      return values.stream().map(String.class::cast).toList();
    }

    Doc doc(String name) {
      return (Doc) value(name);
    }

    /** The fields of a document whose names are data. */
    Map<String, String> textsByName(String name) {
      Map<String, String> texts = new LinkedHashMap<>();
      if (has(name)) {
        doc(name).fields.forEach((field, text) -> texts.put(field, (String) text));
      }
      return texts;
    }

    private Object value(String name) {
      Object value = fields.get(name);
      if (value == null) {
        throw new IllegalStateException("A stored document has no " + name + ": " + write(this));
      }
      return value;
    }
  }

  static String write(Doc doc) {
    return written(doc);
  }

  static String write(List<String> texts) {
    return written(texts);
  }

  private static String written(Object value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      write(out, value);
    }
    return text.toString();
  }

  private static void write(JsonGenerator out, Object value) {
    if (value instanceof String text) {
      out.writeString(text);
    } else if (value instanceof Long number) {
      out.writeNumber(number);
    } else if (value instanceof Double number) {
      out.writeNumber(number);
    } else if (value instanceof List<?> list) {
      out.writeStartArray();
      list.forEach(item -> write(out, item));
      out.writeEndArray();
    } else {
      out.writeStartObject();
      ((Doc) value)
          .fields.forEach(
              (name, field) -> {
                out.writeName(name);
                write(out, field);
              });
      out.writeEndObject();
    }
  }

  static Doc readDoc(String text) {
    return (Doc) read(text);
  }

  static List<String> readTexts(String text) {
    return new Doc().with("", read(text)).texts("");
  }

  private static Object read(String text) {
    try (JsonParser in = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      return read(in, in.nextToken());
    }
  }

  private static Object read(JsonParser in, JsonToken token) {
    return switch (token) {
      case VALUE_STRING -> in.getString();
      case VALUE_NUMBER_INT -> in.getLongValue();
      case VALUE_NUMBER_FLOAT -> in.getDoubleValue();
      case START_ARRAY -> readList(in);
      case START_OBJECT -> readObject(in);
      default -> throw new IllegalStateException("A stored document holds a " + token);
    };
  }

  private static List<Object> readList(JsonParser in) {
    List<Object> items = new ArrayList<>();
    for (JsonToken token = in.nextToken(); token != JsonToken.END_ARRAY; token = in.nextToken()) {
      items.add(read(in, token));
    }
    return items;
  }

  private static Doc readObject(JsonParser in) {
    Doc doc = new Doc();
    for (String name = in.nextName(); name != null; name = in.nextName()) {
      doc.with(name, read(in, in.nextToken()));
    }
    return doc;
  }
}
