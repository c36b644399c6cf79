package io.schedulezero.wire;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/**
 * Reads the JSON of a body, strictly: one object, no key twice, whole numbers that every language
 * holds exactly, little depth. What breaks a rule of the protocol, or is no JSON, is refused with
 * {@link IllegalArgumentException}.
 */
final class JsonReader {
  private static final int MAX_DEPTH = 16;
  private static final int MAX_EXPLANATION = 200;
  private static final int LONGEST_NUMBER = Long.toString(-Checks.MAX_NUMBER).length();

  /** No text within a body is longer than the body, so the bounds of Jackson add nothing. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .recyclerPool(JsonRecyclerPools.threadLocalPool())
          .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(2 * MAX_DEPTH)
                  .maxNumberLength(Codec.MAX_BODY)
                  .maxStringLength(Codec.MAX_BODY)
                  .maxNameLength(Codec.MAX_BODY)
                  .build())
          .build();

  private final String text;
  private final JsonParser parser;

  private JsonReader(String text, JsonParser parser) {
    this.text = text;
    this.parser = parser;
  }

  /** Reads a whole body. */
  static Body read(String text) {
    return read("the body", text, 1);
  }

  /**
   * Reads an object.
   *
   * @param what it is, in messages
   * @param depth where it stands, or shall stand, in its body; a body itself is at depth 1
   */
  static Body read(String what, String text, int depth) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException(what + " is not a JSON object");
      }
      Body body = new JsonReader(text, parser).object(depth);
      if (parser.nextToken() != null) {
        throw new IllegalArgumentException(what + " goes on after the end of its JSON object");
      }
      return body;
    } catch (JacksonException e) {
      throw new IllegalArgumentException(what + " is not valid JSON: " + explain(e), e);
    }
  }

  private Object value(JsonToken token, int depth) {
    return switch (token) {
      case START_OBJECT -> object(depth);
      case START_ARRAY -> array(depth);
      case VALUE_STRING -> parser.getString();
      case VALUE_NUMBER_INT -> number();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> Body.Null.NULL;
      default -> throw new IllegalStateException("JSON has no value of token " + token);
    };
  }

  private Body object(int depth) {
    checkDepth(depth);
    int from = depth == 1 ? 0 : (int) parser.currentTokenLocation().getCharOffset();
    Map<String, Object> fields = new HashMap<>();
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      if (fields.put(name, value(parser.nextToken(), depth + 1)) != null) {
        throw new IllegalArgumentException("key " + Checks.shown(name) + " is there twice");
      }
    }
    int to = depth == 1 ? text.length() : (int) parser.currentLocation().getCharOffset();
    return new Body(fields, text, from, to);
  }

  private List<Object> array(int depth) {
    checkDepth(depth);
    List<Object> items = new ArrayList<>();
    for (JsonToken next = parser.nextToken();
        next != JsonToken.END_ARRAY;
        next = parser.nextToken()) {
      items.add(value(next, depth + 1));
    }
    return items;
  }

  private Long number() {
    long number = 0;
    boolean fits = parser.getStringLength() <= LONGEST_NUMBER;
    if (fits) {
      number = parser.getLongValue();
      fits = Math.abs(number) <= Checks.MAX_NUMBER;
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "the number " + Checks.shown(parser.getString()) + " is not below 2^53");
    }
    return number;
  }

  private static void checkDepth(int depth) {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException(
          "objects and arrays contain each other more than " + MAX_DEPTH + " deep");
    }
  }

  /** In words for people; nothing of the program, and little of what was read. */
  private static String explain(JacksonException e) {
    String first = e.getOriginalMessage().lines().findFirst().orElse("");
    String message = first.replaceAll("\\s*\\(.*", "");
    TokenStreamLocation place = e.getLocation();
    return Checks.clean(message.substring(0, Math.min(message.length(), MAX_EXPLANATION)))
        + (place == null ? "" : ", line " + place.getLineNr() + " column " + place.getColumnNr());
  }
}
