package io.schedulezero.cli;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.JsonNodeType;
import tools.jackson.databind.node.ObjectNode;

/** Reads the text of one argument as the JSON Schema of the handler's arguments wants it. */
final class ArgumentSchema {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int DEEPEST = 8;

  /** What a schema allows at one place. */
  private enum Kind {
    STRING,
    INTEGER,
    NUMBER,
    BOOLEAN,
    NULL,
    ARRAY,
    OBJECT
  }

  private final JsonNode schema;

  ArgumentSchema(JsonNode schema) {
    this.schema = schema;
  }

  /** Text stays text where text is allowed, whatever it looks like; a list grows by one item. */
  void put(ObjectNode args, String name, String text) {
    JsonNode wanted = resolve(schema.path("properties").path(name), 0);
    if (wanted.isMissingNode()) {
      requireOpen(name);
    }
    Set<Kind> kinds = kinds(wanted, 0);
    if (kinds.contains(Kind.ARRAY) && !kinds.contains(Kind.STRING) && !text.startsWith("[")) {
      Set<Kind> items = kinds(resolve(wanted.path("items"), 0), 0);
      args.withArray(name).add(read(name, text, items));
    } else if (args.has(name)) {
      throw CommandFailed.usage(
          "--arg " + Text.oneLine(name) + " is given twice, and it is no list.");
    } else {
      args.set(name, read(name, text, kinds));
    }
  }

  private void requireOpen(String name) {
    if (schema.path("additionalProperties").asBoolean(true)) {
      return;
    }
    List<String> known =
        schema.path("properties").propertyStream().map(java.util.Map.Entry::getKey).toList();
    String hint = Nearest.question(name, known);
    String all =
        known.isEmpty() ? " It takes none." : " It takes " + String.join(", ", known) + ".";
    throw CommandFailed.usage(
        "The handler has no argument \""
            + Text.oneLine(name)
            + "\"."
            + (hint.isEmpty() ? Text.oneLine(all) : Text.oneLine(hint)));
  }

  private static JsonNode read(String name, String text, Set<Kind> kinds) {
    if (kinds.isEmpty() || kinds.contains(Kind.STRING)) {
      return NODES.stringNode(text);
    }
    for (Kind kind : kinds) {
      JsonNode value = as(kind, text);
      if (!value.isMissingNode()) {
        return value;
      }
    }
    String wanted =
        String.join(
            " or ",
            kinds.stream().map(kind -> kind.name().toLowerCase(java.util.Locale.ROOT)).toList());
    throw CommandFailed.usage(
        "--arg "
            + Text.oneLine(name)
            + ": \""
            + Text.cut(Text.oneLine(text), 80)
            + "\" is no "
            + wanted
            + ".");
  }

  private static JsonNode as(Kind kind, String text) {
    try {
      return switch (kind) {
        case INTEGER -> NODES.numberNode(new BigInteger(text));
        case NUMBER -> NODES.numberNode(new BigDecimal(text));
        case BOOLEAN ->
            text.matches("true|false")
                ? NODES.booleanNode(text.equals("true"))
                : NODES.missingNode();
        case NULL -> text.equals("null") ? NODES.nullNode() : NODES.missingNode();
        case ARRAY -> json(text, JsonNodeType.ARRAY);
        case OBJECT -> json(text, JsonNodeType.OBJECT);
        case STRING -> NODES.stringNode(text);
      };
    } catch (NumberFormatException e) {
      return NODES.missingNode();
    }
  }

  private static JsonNode json(String text, JsonNodeType type) {
    try {
      JsonNode value = Json.MAPPER.readTree(text);
      return value.getNodeType() == type ? value : NODES.missingNode();
    } catch (tools.jackson.core.JacksonException e) {
      return NODES.missingNode();
    }
  }

  private JsonNode resolve(JsonNode place, int depth) {
    String reference = new Doc(place).text("$ref");
    return reference.startsWith("#/") && depth < DEEPEST
        ? resolve(schema.at(reference.substring(1)), depth + 1)
        : place;
  }

  /** Of the type, the alternatives, the constant or the enumeration, whichever says something. */
  private Set<Kind> kinds(JsonNode place, int depth) {
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    JsonNode type = place.path("type");
    (type.isArray() ? type.valueStream() : java.util.stream.Stream.of(type))
        .filter(JsonNode::isString)
        .forEach(
            name -> kinds.add(Kind.valueOf(name.stringValue().toUpperCase(java.util.Locale.ROOT))));
    for (String choice : List.of("anyOf", "oneOf", "allOf")) {
      if (depth < DEEPEST) {
        place.path(choice).forEach(part -> kinds.addAll(kinds(resolve(part, 0), depth + 1)));
      }
    }
    if (kinds.isEmpty()) {
      place.path("enum").forEach(value -> kinds.add(kindOf(value)));
    }
    return kinds;
  }

  private static Kind kindOf(JsonNode value) {
    return switch (value.getNodeType()) {
      case NUMBER -> value.isIntegralNumber() ? Kind.INTEGER : Kind.NUMBER;
      case BOOLEAN -> Kind.BOOLEAN;
      case NULL -> Kind.NULL;
      case ARRAY -> Kind.ARRAY;
      case OBJECT, POJO -> Kind.OBJECT;
      case STRING, BINARY, MISSING -> Kind.STRING;
    };
  }
}
