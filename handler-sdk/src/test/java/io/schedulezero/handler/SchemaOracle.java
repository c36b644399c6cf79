package io.schedulezero.handler;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.exc.JsonNodeException;

/** What an independent validator says about arguments, going by the published schema alone. */
final class SchemaOracle {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

  /** The validator throws at numbers beyond a long where a whole one is asked for: a refusal. */
  boolean accepts(HandlerDefinition handler, String json) {
    Schema schema =
        schemas.computeIfAbsent(
            handler.argsSchema(), text -> REGISTRY.getSchema(text, InputFormat.JSON));
    try {
      return schema
          .validate(
              Json.tree(json),
              context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
          .isEmpty();
    } catch (JsonNodeException e) {
      return false;
    }
  }
}
