package io.schedulezero;

import io.schedulezero.handler.HandlerCatalog;
import io.schedulezero.handler.HandlerDefinition;
import java.io.Serializable;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From method references and Java values to handlers and JSON, and back. */
final class References {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HandlerCatalog handlers;

  References(HandlerCatalog handlers) {
    this.handlers = handlers;
  }

  HandlerCatalog handlers() {
    return handlers;
  }

  RunRequest request(Serializable method, @Nullable Object... args) {
    HandlerDefinition handler =
        handlers
            .resolve(method)
            .orElseThrow(
                () ->
                    new BadRequest(
                        "handler",
                        "the method is not a handler: annotate it with @Handler and register its"
                            + " object"));
    return RunRequest.of(handler.name(), handler.argsFrom(args));
  }

  static String json(Map<String, ? extends @Nullable Object> args) {
    try {
      return JSON.writeValueAsString(args);
    } catch (JacksonException unwritable) {
      throw new BadRequest("args", "cannot be written as JSON: " + unwritable.getOriginalMessage());
    }
  }

  /** JSON that was checked before; empty if it cannot be read after all. */
  static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JacksonException malformed) {
      return JSON.missingNode();
    }
  }

  static <T> T value(String json, Class<T> type) {
    return JSON.readValue(json, type);
  }
}
