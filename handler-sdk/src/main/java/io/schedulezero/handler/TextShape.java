package io.schedulezero.handler;

import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.node.ObjectNode;

/** A value that is a string in JSON. Also the key of a map. */
final class TextShape<T> extends Shape {
  private final Class<T> type;
  private final String allowed;
  private final Function<String, T> parse;
  private final Function<T, String> print;
  private final ObjectNode schema;
  private final @Nullable Pattern pattern;

  private TextShape(
      Class<T> type,
      String allowed,
      Function<String, T> parse,
      Function<T, String> print,
      ObjectNode schema,
      @Nullable Pattern pattern) {
    this.type = type;
    this.allowed = allowed;
    this.parse = parse;
    this.print = print;
    this.schema = schema;
    this.pattern = pattern;
  }

  /** Texts that {@code parse} understands. */
  static <T> TextShape<T> of(
      Class<T> type, String allowed, Function<String, T> parse, Function<T, String> print) {
    return new TextShape<>(type, allowed, parse, print, SchemaDefinitions.ofType("string"), null);
  }

  /** The same, only texts that match all of {@code regex}; readers of the schema do not see it. */
  TextShape<T> matching(String regex) {
    return new TextShape<>(type, allowed, parse, print, schema, Pattern.compile(regex));
  }

  /** The same, with one more property in its schema. */
  TextShape<T> with(String keyword, String value) {
    ObjectNode more = schema.deepCopy().put(keyword, value);
    return new TextShape<>(type, allowed, parse, print, more, pattern);
  }

  /** The same, with its alternatives in the schema. */
  TextShape<T> oneOf(Iterable<String> texts) {
    ObjectNode more = schema.deepCopy();
    texts.forEach(more.putArray("enum")::add);
    return new TextShape<>(type, allowed, parse, print, more, pattern);
  }

  @Override
  Object read(ArgReader in) {
    if (!in.is(JsonToken.VALUE_STRING)) {
      return in.refuse(this);
    }
    Object value = parse(in.parser().getString());
    return value == null ? in.refuse(this) : value;
  }

  Class<T> type() {
    return type;
  }

  /** Null if the text is not one of this type. */
  @Nullable T parse(String text) {
    if (pattern != null && !pattern.matcher(text).matches()) {
      return null;
    }
    try {
      return parse.apply(text);
    } catch (RuntimeException e) {
      return null;
    }
  }

  String print(Object value) {
    return print.apply(type.cast(value));
  }

  @Override
  void write(JsonGenerator out, Object value) {
    out.writeString(print(value));
  }

  @Override
  ObjectNode schema(SchemaDefinitions definitions) {
    return schema.deepCopy();
  }

  @Override
  String allowed() {
    return allowed;
  }

  @Override
  boolean isText() {
    return true;
  }
}
