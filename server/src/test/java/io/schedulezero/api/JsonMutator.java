package io.schedulezero.api;

import io.schedulezero.input.StrictJson;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Changes good documents in the ways in which people and programs get them wrong. */
final class JsonMutator {
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "-1",
          "0",
          "1e400",
          "1e-400",
          "9223372036854775808",
          "1.5",
          "\"\"",
          "\" \"",
          "\"\\u0000\"",
          "\"💥\"",
          "\"P1000000000D\"",
          "\"PT-5S\"",
          "\"-1s\"",
          "\"999999999999999d\"",
          "\"+999999999-12-31T23:59:59Z\"",
          "\"2026-02-30T00:00:00Z\"",
          "\"Europe/Nowhere\"",
          "\"* * * * * * * *\"",
          "\"0 0 31 2 *\"",
          "\"*/0 * * * *\"",
          "\"sun-mon,,\"",
          "\"25:61\"",
          "[]",
          "{}",
          "[null]",
          "[[[[1]]]]",
          "{\"a\":{\"b\":null}}");

  private final Random random;

  JsonMutator(Random random) {
    this.random = random;
  }

  String mutate(String document) {
    JsonNode root = tree(document);
    List<JsonNode> containers = new ArrayList<>();
    collect(root, containers);
    for (int i = 0; i <= random.nextInt(3); i++) {
      change(containers.get(random.nextInt(containers.size())));
    }
    String text = root.toString();
    return random.nextInt(10) == 0 ? text.substring(0, random.nextInt(text.length())) : text;
  }

  private static JsonNode tree(String json) {
    return StrictJson.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
  }

  private static void collect(JsonNode node, List<JsonNode> containers) {
    if (node.isObject() || node.isArray()) {
      containers.add(node);
      node.forEach(child -> collect(child, containers));
    }
  }

  private void change(JsonNode container) {
    JsonNode value = value();
    if (container instanceof ArrayNode array) {
      if (array.isEmpty() || random.nextBoolean()) {
        array.add(value);
      } else {
        array.set(random.nextInt(array.size()), value);
      }
    } else if (container instanceof ObjectNode object) {
      List<String> names = new ArrayList<>(object.propertyNames());
      String name = names.isEmpty() ? "x" : names.get(random.nextInt(names.size()));
      switch (random.nextInt(4)) {
        case 0 -> object.remove(name);
        case 1 -> object.set(name + "s", value);
        default -> object.set(name, value);
      }
    }
  }

  private JsonNode value() {
    String chosen = VALUES.get(random.nextInt(VALUES.size()));
    return chosen.startsWith("1e")
        ? tools.jackson.databind.node.JsonNodeFactory.instance.numberNode(
            new java.math.BigDecimal(chosen))
        : tree(chosen);
  }
}
