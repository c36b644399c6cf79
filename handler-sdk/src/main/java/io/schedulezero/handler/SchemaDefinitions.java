package io.schedulezero.handler;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The {@code $defs} of one schema: each record once, so that records may contain themselves. */
final class SchemaDefinitions {
  private final Map<RecordShape, String> names = new HashMap<>();
  private final ObjectNode definitions = newNode();

  static ObjectNode newNode() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ObjectNode ofType(String type) {
    return newNode().put("type", type);
  }

  ObjectNode refer(RecordShape shape) {
    String name = names.get(shape);
    if (name == null) {
      name = freeName(shape.simpleName());
      names.put(shape, name);
      definitions.set(name, newNode());
      definitions.set(name, shape.definition(this));
    }
    return newNode().put("$ref", "#/$defs/" + name);
  }

  private String freeName(String wanted) {
    String name = wanted;
    for (int i = 2; definitions.has(name); i++) {
      name = wanted + i;
    }
    return name;
  }

  void addTo(ObjectNode schema) {
    if (!definitions.isEmpty()) {
      schema.set("$defs", definitions);
    }
  }
}
