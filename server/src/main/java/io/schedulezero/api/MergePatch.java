package io.schedulezero.api;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON merge patch, RFC 7396. */
final class MergePatch {
  private MergePatch() {}

  /** Changes {@code target}. */
  static void apply(ObjectNode target, ObjectNode patch) {
    for (Map.Entry<String, JsonNode> change : patch.properties()) {
      String name = change.getKey();
      if (change.getValue().isNull()) {
        target.remove(name);
      } else if (change.getValue() instanceof ObjectNode inner) {
        ObjectNode present =
            target.get(name) instanceof ObjectNode object ? object : target.objectNode();
        apply(present, inner);
        target.set(name, present);
      } else {
        target.set(name, change.getValue());
      }
    }
  }
}
