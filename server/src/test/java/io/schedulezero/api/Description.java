package io.schedulezero.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.schedulezero.input.StrictJson;
import io.schedulezero.input.StrictYaml;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code openapi.yaml}, to which requests and answers are held. Remembers what it has seen. */
final class Description {
  private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");

  private final JsonNode root;
  private final SchemaRegistry schemas =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private final Map<String, Schema> known = new ConcurrentHashMap<>();
  private final Map<String, Set<Integer>> seen = new TreeMap<>();

  Description() {
    try (InputStream file = Description.class.getResourceAsStream("openapi.yaml")) {
      root = StrictYaml.read(java.util.Objects.requireNonNull(file).readAllBytes()).root();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** {@code GET /api/runs/{id}} and so on. */
  Set<String> operations() {
    Set<String> operations = new TreeSet<>();
    for (Map.Entry<String, JsonNode> path : root.get("paths").properties()) {
      for (String method : path.getValue().propertyNames()) {
        if (METHODS.contains(method)) {
          operations.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey());
        }
      }
    }
    return operations;
  }

  /** The statuses that each operation has answered with. */
  Map<String, Set<Integer>> seen() {
    return seen;
  }

  JsonNode operation(String operation) {
    String[] parts = operation.split(" ", 2);
    return root.get("paths").get(parts[1]).get(parts[0].toLowerCase(java.util.Locale.ROOT));
  }

  JsonNode root() {
    return root;
  }

  /**
   * Fails unless the answer is one that the operation describes, and the request if it was taken.
   */
  void check(String method, String path, @Nullable String body, Answer answer) {
    String operation = match(method, path);
    if (operation.isEmpty()) {
      assertThat(answer.status()).as(method + " " + path).isIn(404, 405, 400);
      return;
    }
    JsonNode described = operation(operation);
    seen.computeIfAbsent(operation, o -> new TreeSet<>()).add(answer.status());
    JsonNode response = resolved(described.get("responses").path(String.valueOf(answer.status())));
    assertThat(response.isMissingNode())
        .as("%s answered %d, which is not described: %s", operation, answer.status(), answer.body())
        .isFalse();
    if (response.has("content")) {
      JsonNode content = response.get("content").path(answer.mediaType());
      assertThat(content.isMissingNode())
          .as("%s answered %s as %s", operation, answer.body(), answer.mediaType())
          .isFalse();
      if (answer.mediaType().endsWith("json") && !answer.mediaType().contains("nd")) {
        assertValid(operation + " " + answer.status(), content.get("schema"), answer.body());
      }
    }
    if (answer.status() < 300 && body != null && described.has("requestBody")) {
      JsonNode content = described.get("requestBody").get("content");
      assertValid(operation, content.get("application/json").get("schema"), body);
    }
  }

  private void assertValid(String what, JsonNode schema, String json) {
    assertThat(errors(schema, json)).as("%s: %s", what, json).isEmpty();
  }

  List<String> errors(JsonNode schema, String json) {
    Schema compiled = known.computeIfAbsent(schema.toString(), text -> compile(schema));
    JsonNode node =
        StrictJson.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    return compiled.validate(node).stream().map(Error::toString).toList();
  }

  private Schema compile(JsonNode schema) {
    ObjectNode whole = ((ObjectNode) schema).deepCopy();
    whole.set("components", root.get("components"));
    return schemas.getSchema(whole);
  }

  private JsonNode resolved(JsonNode node) {
    JsonNode reference = node.path("$ref");
    return reference.isMissingNode() ? node : root.at(reference.stringValue().substring(1));
  }

  private String match(String method, String path) {
    String plain = path.split("\\?", 2)[0];
    return operations().stream()
        .filter(o -> o.startsWith(method + " "))
        .filter(o -> plain.matches(pattern(o)))
        .min(java.util.Comparator.comparing(o -> o.contains("{")))
        .orElse("");
  }

  private static String pattern(String operation) {
    return operation.split(" ", 2)[1].replace(".", "\\.").replaceAll("\\{\\w+}", "[^/]+");
  }
}
