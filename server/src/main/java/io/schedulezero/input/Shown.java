package io.schedulezero.input;

import tools.jackson.databind.JsonNode;

/** Values in messages: recognisable, and never long. */
final class Shown {
  private static final int LONGEST = 60;

  private Shown() {}

  static String value(JsonNode node) {
    if (node.isString()) {
      return text(node.stringValue());
    }
    if (node.isObject()) {
      return "an object";
    }
    if (node.isArray()) {
      return "an array";
    }
    return shortened(node.toString(), LONGEST);
  }

  static String text(String value) {
    return '"' + shortened(value, LONGEST) + '"';
  }

  static String shortened(String text, int longest) {
    int end = Math.min(text.length(), longest);
    StringBuilder shown = new StringBuilder(end + 1);
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      shown.append(Character.isISOControl(c) || Character.isSurrogate(c) ? '\uFFFD' : c);
    }
    return end < text.length() ? shown.append('…').toString() : shown.toString();
  }
}
