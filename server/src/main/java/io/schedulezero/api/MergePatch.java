package io.schedulezero.api;

import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON merge patch, RFC 7396, with one thing more: {@code null} for a field that is not there
 * stays, so that whoever reads the result refuses a name that it does not know.
 */
final class MergePatch {
  private MergePatch() {}

  /**
   * Changes {@code target}.
   *
   * @param free fields inside which any name may be, so that {@code null} only removes there
   */
  static void apply(ObjectNode target, ObjectNode patch, Set<String> free) {
    for (Map.Entry<String, JsonNode> change : patch.properties()) {
      apply(target, change, free, true);
    }
  }

  private static void apply(
      ObjectNode target, Map.Entry<String, JsonNode> change, Set<String> free, boolean strict) {
    String name = change.getKey();
    if (change.getValue().isNull()) {
      boolean wasThere = target.remove(name) != null;
      if (strict && !wasThere) {
        target.putNull(name);
      }
    } else if (change.getValue() instanceof ObjectNode inner) {
      ObjectNode present =
          target.get(name) instanceof ObjectNode object ? object : target.objectNode();
      boolean known = strict && !free.contains(name);
      inner.properties().forEach(each -> apply(present, each, free, known));
      target.set(name, present);
    } else {
      target.set(name, change.getValue());
    }
  }
}
