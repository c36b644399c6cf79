package io.schedulezero.handler;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.node.ObjectNode;

/** A value that is a string in JSON. Also the key of a map. */
final class TextShape<T> extends Shape {
  private static final String ENUM = "enum";

  private final Class<T> type;
  private final String allowed;
  private final Function<String, T> parse;
  private final Function<T, String> print;
  private final String keyword;
  private final List<String> words;
  private final @Nullable Pattern pattern;

  private TextShape(TextShape<T> same, String keyword, List<String> words) {
    type = same.type;
    allowed = same.allowed;
    parse = same.parse;
    print = same.print;
    pattern = same.pattern;
    this.keyword = keyword;
    this.words = words;
  }

  private TextShape(
      Class<T> type,
      String allowed,
      Function<String, T> parse,
      Function<T, String> print,
      @Nullable Pattern pattern) {
    this.type = type;
    this.allowed = allowed;
    this.parse = parse;
    this.print = print;
    this.keyword = "";
    this.words = List.of();
    this.pattern = pattern;
  }

  /** Texts that {@code parse} understands. */
  static <T> TextShape<T> of(
      Class<T> type, String allowed, Function<String, T> parse, Function<T, String> print) {
    return new TextShape<>(type, allowed, parse, print, null);
  }

  /** The same, only texts that match all of {@code regex}, which the schema does not show. */
  TextShape<T> matching(String regex) {
    return new TextShape<>(type, allowed, parse, print, Pattern.compile(regex));
  }

  /** The same, with a keyword in its schema. */
  TextShape<T> with(String name, String value) {
    return new TextShape<>(this, name, List.of(value));
  }

  /** The same, with all its texts in its schema. */
  TextShape<T> oneOf(Collection<String> texts) {
    return new TextShape<>(this, ENUM, List.copyOf(texts));
  }

  Class<T> type() {
    return type;
  }

  @Override
  Object read(ArgReader in) {
    if (!in.is(JsonToken.VALUE_STRING)) {
      return in.refuse(this);
    }
    Object value = parse(in.parser().getString());
    return value == null ? in.refuse(this) : value;
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
    ObjectNode schema = SchemaDefinitions.ofType("string");
    if (keyword.equals(ENUM)) {
      words.forEach(schema.putArray(ENUM)::add);
    } else if (!keyword.isEmpty()) {
      schema.put(keyword, words.get(0));
    }
    return schema;
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
