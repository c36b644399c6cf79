package io.schedulezero.faults;

import java.util.Map;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * Whether a body is as a script wants it. An object fits if each wanted key fits; {@code {"any":
 * [...]}} if one of them fits; {@code {"absent": true}} if the key is not there; a list if it has
 * as many items and each fits; {@code "$name"} if it equals what was saved by that name.
 */
record Fit(Map<String, JsonNode> saved) {
  boolean fits(JsonNode wanted, JsonNode found) {
    if (wanted.isObject() && wanted.has("absent")) {
      return found.isMissingNode();
    }
    if (wanted.isObject() && wanted.has("any")) {
      return StreamSupport.stream(wanted.get("any").spliterator(), false)
          .anyMatch(one -> fits(one, found));
    }
    if (wanted.isObject()) {
      return found.isObject()
          && wanted.properties().stream()
              .allMatch(each -> fits(each.getValue(), found.path(each.getKey())));
    }
    if (wanted.isArray()) {
      return found.isArray() && wanted.size() == found.size() && eachFits(wanted, found);
    }
    if (wanted.isString() && wanted.asString().startsWith("$")) {
      return found.equals(saved.get(wanted.asString().substring(1)));
    }
    return wanted.isNumber()
        ? found.asDouble(Double.NaN) == wanted.asDouble()
        : wanted.equals(found);
  }

  private boolean eachFits(JsonNode wanted, JsonNode found) {
    for (int i = 0; i < wanted.size(); i++) {
      if (!fits(wanted.get(i), found.get(i))) {
        return false;
      }
    }
    return true;
  }
}
