package io.schedulezero.handler;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * An argument, or a component of a record.
 *
 * @param description empty if nobody wrote one
 * @param defaultJson what it is when it is not given; null if it has no default
 */
record Field(String name, Shape shape, String description, @Nullable String defaultJson) {
  boolean isRequired() {
    return defaultJson == null && !shape.isOptional();
  }

  /** The value when nothing is given. Read each time, because the handler may change it. */
  @Nullable Object absent() {
    return defaultJson == null ? shape.absent() : ArgReader.read(shape, defaultJson).value();
  }

  ObjectNode schema(SchemaDefinitions definitions) {
    ObjectNode schema = shape.schema(definitions);
    if (!description.isEmpty()) {
      schema.put("description", description);
    }
    if (defaultJson != null) {
      schema.set("default", Json.tree(defaultJson));
    }
    return schema;
  }
}
