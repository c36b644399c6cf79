package io.schedulezero.wire;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that was read, asked by key. What is missing, or is not what it must be, is refused
 * with {@link IllegalArgumentException}. Keys that nobody asks for do no harm.
 *
 * @param fields strings, longs, doubles, booleans, lists, bodies and {@link Null}
 * @param source what it was read from
 * @param from where it begins in the source
 * @param to where it ends in the source
 */
record Body(Map<String, Object> fields, String source, int from, int to) {
  /** The null of JSON. */
  enum Null {
    NULL
  }

  boolean has(String key) {
    return fields.containsKey(key);
  }

  private Object value(String key) {
    Object value = fields.get(key);
    if (value == null) {
      throw new IllegalArgumentException(key + " is missing");
    }
    return value;
  }

  private <T> @Nullable T orNull(String key, Function<String, T> read) {
    return has(key) ? read.apply(key) : null;
  }

  String text(String key) {
    return text(key, value(key));
  }

  @Nullable String textOrNull(String key) {
    return orNull(key, this::text);
  }

  long number(String key) {
    return number(key, value(key));
  }

  @Nullable Long numberOrNull(String key) {
    return orNull(key, this::number);
  }

  int integer(String key) {
    long number = number(key);
    Checks.between(key, number, Integer.MIN_VALUE, Integer.MAX_VALUE);
    return (int) number;
  }

  double real(String key) {
    return real(key, value(key));
  }

  boolean flag(String key) {
    return as(Boolean.class, key, value(key), "true or false");
  }

  Instant instant(String key) {
    String text = text(key);
    try {
      if (text.endsWith("Z")) {
        return Times.read(text);
      }
    } catch (DateTimeException e) {
      throw notAnInstant(key, text, e);
    }
    throw notAnInstant(key, text, null);
  }

  private static IllegalArgumentException notAnInstant(
      String key, String text, @Nullable DateTimeException cause) {
    return new IllegalArgumentException(
        key + " is " + Checks.shown(text) + "; it must be a time such as 2026-11-21T09:00:00Z",
        cause);
  }

  UUID uuid(String key) {
    String text = text(key);
    if (text.length() == 36) {
      UUID uuid = UUID.fromString(text);
      if (uuid.toString().equals(text)) {
        return uuid;
      }
    }
    throw new IllegalArgumentException(
        key + " is " + Checks.shown(text) + "; it must be a UUID in lower case");
  }

  /** A word of a closed list, written in lower case. */
  <E extends Enum<E>> E word(Class<E> words, String key) {
    return choice(words, Words::lower, key, value(key));
  }

  /** A word of a closed list, written in upper case. */
  <E extends Enum<E>> E code(Class<E> words, String key) {
    return choice(words, Enum::name, key, value(key));
  }

  Body object(String key) {
    return as(Body.class, key, value(key), "an object");
  }

  <T> @Nullable T objectOrNull(String key, Function<Body, T> read) {
    return orNull(key, name -> read.apply(object(name)));
  }

  /** The object as it was written. */
  @Nullable String rawOrNull(String key) {
    return objectOrNull(key, body -> body.source.substring(body.from, body.to));
  }

  List<String> texts(String key) {
    return items(key, item -> text(key + "[]", item));
  }

  <T> List<T> objects(String key, Function<Body, T> read) {
    return items(key, item -> read.apply(as(Body.class, key + "[]", item, "an object")));
  }

  /** A list of lists that are short and have one length. */
  <T> List<T> rows(String key, int length, Function<List<?>, T> read) {
    return items(
        key,
        item -> {
          if (item instanceof List<?> row && row.size() == length) {
            return read.apply(row);
          }
          throw refused(key + "[]", item, "an array of " + length);
        });
  }

  private <T> List<T> items(String key, Function<Object, T> read) {
    if (!has(key)) {
      return List.of();
    }
    List<?> items = as(List.class, key, value(key), "an array");
    return items.stream().map(read).toList();
  }

  Map<String, String> textsByName(String key) {
    return byName(key, Body::text);
  }

  Map<String, Double> realsByName(String key) {
    return byName(key, Body::real);
  }

  /** How a value is read, and what it is called if it is refused. */
  private interface Reading<T> {
    T read(String name, Object value);
  }

  private <T> Map<String, T> byName(String key, Reading<T> reading) {
    Map<String, T> read = new TreeMap<>();
    if (has(key)) {
      object(key)
          .fields
          .forEach((name, value) -> read.put(whole(key, name), reading.read(key + "{}", value)));
    }
    return read;
  }

  static String text(String name, Object value) {
    return whole(name, as(String.class, name, value, "a text"));
  }

  static long number(String name, Object value) {
    return as(Long.class, name, value, "a whole number");
  }

  static double real(String name, Object value) {
    return as(Number.class, name, value, "a number").doubleValue();
  }

  static <E extends Enum<E>> E choice(
      Class<E> words, Function<E, String> written, String name, Object value) {
    for (E word : words.getEnumConstants()) {
      if (written.apply(word).equals(value)) {
        return word;
      }
    }
    throw refused(name, value, "one of " + Words.all(words, written));
  }

  /** What is not whole could not be sent on as it came. */
  private static String whole(String name, String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        int next = Math.min(i + 1, text.length() - 1);
        if (!Character.isSurrogatePair(text.charAt(i), text.charAt(next))) {
          throw new IllegalArgumentException(name + " has half of a surrogate pair");
        }
        i++;
      }
    }
    return text;
  }

  private static <T> T as(Class<T> type, String name, Object value, String allowed) {
    if (!type.isInstance(value)) {
      throw refused(name, value, allowed);
    }
    return type.cast(value);
  }

  private static IllegalArgumentException refused(String name, Object value, String allowed) {
    String shown =
        value instanceof String text
            ? Checks.shown(text)
            : value instanceof Body
                ? "an object"
                : value instanceof List<?> list
                    ? "an array of " + list.size()
                    : value instanceof Null ? "null" : value.toString();
    return new IllegalArgumentException(name + " is " + shown + "; it must be " + allowed);
  }
}
