package io.schedulezero.handler;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Any JSON: as a tree of Jackson's, or for {@link Object} as maps, lists, strings, numbers,
 * booleans and null.
 */
final class AnyShape extends Shape {
  private final Class<?> type;

  AnyShape(Class<?> type) {
    this.type = type;
  }

  @Override
  @Nullable Object read(ArgReader in) {
    return Json.readerOf(type).readValue(in.parser());
  }

  @Override
  void write(JsonGenerator out, Object value) {
    if (!type.isInstance(value)) {
      throw new IllegalArgumentException(value.getClass().getName() + " is not " + type.getName());
    }
    out.writeRawValue(Json.write(value));
  }

  @Override
  ObjectNode schema(SchemaDefinitions definitions) {
    ObjectNode schema = SchemaDefinitions.newNode();
    schema.putArray("type").add("object").add("array").add("string").add("number").add("boolean");
    return schema;
  }

  @Override
  String allowed() {
    return "any JSON but null";
  }

  static boolean covers(Class<?> type) {
    return type == Object.class || type == JsonNode.class;
  }
}
