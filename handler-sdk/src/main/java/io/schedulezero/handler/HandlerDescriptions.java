package io.schedulezero.handler;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/**
 * Descriptions of handlers as JSON text: an array of objects, as a worker sends it to its server.
 * {@code docs/reference/worker-protocol.md} has a table of the keys.
 *
 * <pre>{@code
 * String json = HandlerDescriptions.write(catalog.all().stream().map(HandlerDefinition::describe).toList());
 * List<HandlerDescription> same = HandlerDescriptions.read(json);
 * }</pre>
 */
public final class HandlerDescriptions {
  /** Most handlers that are read. */
  public static final int MOST = 500;

  /** Longest JSON Schema of the arguments of one handler, in characters. */
  public static final int MAX_SCHEMA = 1 << 16;

  private static final long MAX_NUMBER = (1L << 53) - 1;

  private HandlerDescriptions() {}

  /** Durations are rounded up to milliseconds. */
  public static String write(Collection<HandlerDescription> handlers) {
    return Json.write(
        out -> {
          out.writeStartArray();
          handlers.forEach(handler -> write(out, handler));
          out.writeEndArray();
        });
  }

  private static void write(JsonGenerator out, HandlerDescription handler) {
    out.writeStartObject();
    out.writeStringProperty("name", handler.name());
    out.writeStringProperty("description", handler.description());
    out.writeName("args");
    out.writeRawValue(handler.argsSchema());
    Duration timeout = handler.timeout();
    if (timeout != null) {
      out.writeNumberProperty("timeoutMs", millis(timeout));
    }
    RetrySettings retry = handler.retry();
    if (retry != null) {
      write(out, retry);
    }
    out.writeNumberProperty("priority", handler.priority());
    writeWords(out, "tags", handler.tags());
    writeWords(out, "limits", handler.limits());
    out.writeStringProperty("delivery", word(handler.delivery()));
    String version = handler.version();
    if (version != null) {
      out.writeStringProperty("version", version);
    }
    out.writeEndObject();
  }

  private static void write(JsonGenerator out, RetrySettings retry) {
    out.writeName("retry");
    out.writeStartObject();
    out.writeStringProperty("backoff", word(retry.backoff()));
    out.writeNumberProperty("maxAttempts", retry.maxAttempts());
    out.writeNumberProperty("delayMs", millis(retry.delay()));
    out.writeNumberProperty("maxDelayMs", millis(retry.maxDelay()));
    out.writeNumberProperty("factor", retry.factor());
    out.writeNumberProperty("jitter", retry.jitter());
    Duration maxAge = retry.maxAge();
    if (maxAge != null) {
      out.writeNumberProperty("maxAgeMs", millis(maxAge));
    }
    out.writeEndObject();
  }

  private static void writeWords(JsonGenerator out, String name, List<String> words) {
    out.writeName(name);
    out.writeStartArray();
    words.forEach(out::writeString);
    out.writeEndArray();
  }

  private static long millis(Duration duration) {
    Duration most = Duration.ofMillis(MAX_NUMBER);
    return duration.compareTo(most) >= 0 ? MAX_NUMBER : duration.plusNanos(999_999).toMillis();
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads descriptions. Keys that it does not know are ignored, for they may come from a later
   * version.
   *
   * @throws InvalidHandler that names the handler, the field, the value and what is allowed
   */
  public static List<HandlerDescription> read(String json) {
    JsonNode array = tree(json);
    if (!array.isArray() || array.size() > MOST) {
      throw new InvalidHandler(
          "handlers: "
              + (array.isArray() ? array.size() + " descriptions are" : Read.shown(array) + " is")
              + " not an array of at most "
              + MOST
              + " descriptions");
    }
    List<HandlerDescription> handlers = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (JsonNode one : array) {
      HandlerDescription handler = read(one, handlers.size());
      if (!names.add(handler.name())) {
        throw HandlerDescription.invalid(handler.name(), "is described twice");
      }
      handlers.add(handler);
    }
    return handlers;
  }

  private static JsonNode tree(String json) {
    if (json.length() > Json.MAX_LENGTH) {
      throw new InvalidHandler(
          "handlers: " + json.length() + " characters are more than " + Json.MAX_LENGTH);
    }
    try {
      return Json.tree(json);
    } catch (JacksonException | NumberFormatException e) {
      throw new InvalidHandler(
          "handlers: not valid JSON: "
              + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
          e);
    }
  }

  private static HandlerDescription read(JsonNode one, int index) {
    Read in = new Read("handlers[" + index + "]", one);
    String name = in.text("name", null);
    Read named = new Read("handler " + Shown.text(name), one);
    return new HandlerDescription(
        name,
        named.text("description", ""),
        schema(named),
        named.millis("timeoutMs"),
        retry(named),
        (int) named.number("priority", 5L, Integer.MAX_VALUE),
        named.texts("tags"),
        named.texts("limits"),
        named.word("delivery", Delivery.AT_LEAST_ONCE, Delivery.class),
        one.has("version") ? named.text("version", null) : null);
  }

  private static String schema(Read in) {
    Read schema = in.object("args");
    if (schema == null) {
      throw in.invalid("args is missing; it must be a JSON Schema");
    }
    String text = schema.node().toString();
    if (text.length() > MAX_SCHEMA) {
      throw in.invalid("args has " + text.length() + " characters, not " + MAX_SCHEMA + " at most");
    }
    return text;
  }

  private static @Nullable RetrySettings retry(Read handler) {
    Read in = handler.object("retry");
    if (in == null) {
      return null;
    }
    try {
      return new RetrySettings(
          in.word("backoff", Backoff.EXPONENTIAL, Backoff.class),
          (int) in.number("maxAttempts", 3L, Integer.MAX_VALUE),
          in.millis("delayMs", Duration.ofSeconds(1)),
          in.millis("maxDelayMs", Duration.ofHours(1)),
          in.decimal("factor", 2),
          in.decimal("jitter", 0.1),
          in.millis("maxAgeMs"));
    } catch (InvalidHandler told) {
      throw told;
    } catch (IllegalArgumentException e) {
      throw handler.invalid(String.valueOf(e.getMessage()));
    }
  }

  /**
   * An object that is read key by key.
   *
   * @param who names the handler in messages
   * @param node the object
   */
  private record Read(String who, JsonNode node) {
    Read {
      if (!node.isObject()) {
        throw new InvalidHandler(who + ": " + shown(node) + " is not an object");
      }
    }

    static String shown(JsonNode node) {
      if (node.isContainer()) {
        return node.isArray() ? "an array" : "an object";
      }
      return node.isString() ? Shown.text(node.asString()) : Shown.plain(node.toString());
    }

    InvalidHandler invalid(String message) {
      return new InvalidHandler(who + ": " + message);
    }

    private InvalidHandler refusal(String key, String allowed) {
      return invalid(key + " is " + shown(node.get(key)) + ", not " + allowed);
    }

    /**
     * Text.
     *
     * @param otherwise if the key is not there; null if it must be
     */
    String text(String key, @Nullable String otherwise) {
      JsonNode value = node.get(key);
      if (value == null && otherwise == null) {
        throw invalid(key + " is missing; it must be a string");
      }
      if (value != null && !value.isString()) {
        throw refusal(key, "a string");
      }
      return value == null ? String.valueOf(otherwise) : value.asString();
    }

    List<String> texts(String key) {
      JsonNode value = node.get(key);
      if (value == null) {
        return List.of();
      }
      if (!value.isArray() || !value.valueStream().allMatch(JsonNode::isString)) {
        throw refusal(key, "an array of strings");
      }
      return value.valueStream().map(JsonNode::asString).toList();
    }

    long number(String key, long otherwise, long most) {
      JsonNode value = node.get(key);
      if (value == null) {
        return otherwise;
      }
      boolean whole = value.isIntegralNumber() && value.canConvertToLong();
      if (!whole || value.asLong() < 0 || value.asLong() > most) {
        throw refusal(key, "a whole number from 0 to " + most);
      }
      return value.asLong();
    }

    double decimal(String key, double otherwise) {
      JsonNode value = node.get(key);
      if (value != null && !value.isNumber()) {
        throw refusal(key, "a number");
      }
      return value == null ? otherwise : value.decimalValue().doubleValue();
    }

    @Nullable Duration millis(String key) {
      return node.has(key) ? Duration.ofMillis(number(key, 0, MAX_NUMBER)) : null;
    }

    Duration millis(String key, Duration otherwise) {
      Duration given = millis(key);
      return given == null ? otherwise : given;
    }

    <E extends Enum<E>> E word(String key, E otherwise, Class<E> type) {
      if (!node.has(key)) {
        return otherwise;
      }
      String given = node.get(key).asString("");
      return Arrays.stream(type.getEnumConstants())
          .filter(constant -> HandlerDescriptions.word(constant).equals(given))
          .findFirst()
          .orElseThrow(
              () ->
                  refusal(
                      key,
                      "one of "
                          + Shown.names(
                              Arrays.stream(type.getEnumConstants())
                                  .map(HandlerDescriptions::word)
                                  .toList())));
    }

    @Nullable Read object(String key) {
      JsonNode value = node.get(key);
      return value == null ? null : new Read(who + ": " + key, value);
    }
  }
}
