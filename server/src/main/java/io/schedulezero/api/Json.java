package io.schedulezero.api;

import io.schedulezero.input.StrictJson;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Views out as JSON. */
final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(tools.jackson.databind.MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .build();

  private Json() {}

  /**
   * By way of text, because a byte generator gives up on half characters in what handlers logged.
   */
  static byte[] bytes(Object view) {
    return MAPPER.writeValueAsString(view).getBytes(StandardCharsets.UTF_8);
  }

  /** By way of text, because raw values stay opaque in a tree that is made of the view itself. */
  static ObjectNode tree(Object view) {
    return (ObjectNode) StrictJson.read(new ByteArrayInputStream(bytes(view)));
  }
}
