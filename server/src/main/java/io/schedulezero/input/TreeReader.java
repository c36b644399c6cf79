package io.schedulezero.input;

import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * Builds a tree from tokens and refuses what a tree would hide: fields that appear twice, half
 * characters, numbers that nobody can compute with, too deep nesting.
 */
final class TreeReader {
  static final int DEEPEST = 64;
  private static final int MOST_VALUES = 300_000;
  private static final int LARGEST_EXPONENT = 400;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final JsonParser parser;
  private final BiConsumer<String, Place> places;
  private int values;

  /**
   * A reader of what a parser has yet to read.
   *
   * @param places is told where each value begins, by its path
   */
  TreeReader(JsonParser parser, BiConsumer<String, Place> places) {
    this.parser = parser;
    this.places = places;
  }

  /** The one document of the text. */
  JsonNode document() {
    JsonToken first = next();
    if (first == null) {
      throw malformed("the document is empty");
    }
    JsonNode root = value(first, "", 1);
    end();
    return root;
  }

  /** Refuses anything that follows. */
  void end() {
    if (next() != null) {
      throw malformed("the document ends, but the text goes on");
    }
  }

  /** The next token, or null at the end of the text. */
  @Nullable JsonToken next() {
    return parser.nextToken();
  }

  /** What the parser could not read. */
  static MalformedText malformed(JacksonException e) {
    return new MalformedText(reason(e), Place.of(e.getLocation()));
  }

  private static String reason(JacksonException e) {
    if (e.getCause() instanceof CharacterCodingException) {
      return "the text is not UTF-8";
    }
    String said = e.getOriginalMessage();
    int end = said.indexOf('\n');
    return Shown.shortened(end < 0 ? said : said.substring(0, end), 200);
  }

  /** The next token, where the text cannot end. */
  JsonToken following() {
    JsonToken token = next();
    if (token == null) {
      throw malformed("the text ends in the middle of the document");
    }
    return token;
  }

  MalformedText malformed(String message) {
    return new MalformedText(message, Place.of(parser.currentTokenLocation()));
  }

  /** One element of a long list, which is a document of its own as far as size goes. */
  JsonNode element(JsonToken token, String path) {
    values = 0;
    return value(token, path, 2);
  }

  /** The value that begins with the token just read. */
  private JsonNode value(JsonToken token, String path, int depth) {
    if (depth > DEEPEST) {
      throw malformed("nested deeper than " + DEEPEST);
    }
    values++;
    if (values > MOST_VALUES) {
      throw malformed("more than " + MOST_VALUES + " values");
    }
    places.accept(path, Place.of(parser.currentTokenLocation()));
    return switch (token) {
      case START_OBJECT -> object(path, depth);
      case START_ARRAY -> array(path, depth);
      case VALUE_STRING -> text();
      case VALUE_NUMBER_INT -> NODES.numberNode(parser.getBigIntegerValue());
      case VALUE_NUMBER_FLOAT -> NODES.numberNode(decimal());
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NULL -> NODES.nullNode();
      default -> throw malformed("unexpected " + token);
    };
  }

  private ObjectNode object(String path, int depth) {
    ObjectNode object = NODES.objectNode();
    Set<String> names = new HashSet<>();
    for (JsonToken token = following(); token != JsonToken.END_OBJECT; token = following()) {
      String name = whole(parser.currentName());
      if (!names.add(name)) {
        throw malformed("the field " + Shown.text(name) + " appears twice");
      }
      object.set(name, value(following(), Paths.field(path, name), depth + 1));
    }
    return object;
  }

  private ArrayNode array(String path, int depth) {
    ArrayNode array = NODES.arrayNode();
    for (JsonToken token = following(); token != JsonToken.END_ARRAY; token = following()) {
      array.add(value(token, Paths.index(path, array.size()), depth + 1));
    }
    return array;
  }

  private JsonNode text() {
    if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
      throw malformed("aliases (*name) are not supported; write the value out");
    }
    return NODES.stringNode(whole(parser.getString()));
  }

  private BigDecimal decimal() {
    BigDecimal value;
    try {
      value = parser.getDecimalValue();
    } catch (NumberFormatException | JacksonException e) {
      throw malformed("a number that is none");
    }
    if (Math.abs((long) value.scale()) > LARGEST_EXPONENT) {
      throw malformed("a number that is out of range");
    }
    return value;
  }

  /** A half of a surrogate pair is no character: it could be kept nowhere. */
  private String whole(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          throw malformed("half a surrogate pair in a text");
        }
        i++;
      }
    }
    return text;
  }
}
