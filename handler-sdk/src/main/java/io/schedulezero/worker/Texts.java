package io.schedulezero.worker;

import java.nio.charset.StandardCharsets;

/** Texts of handlers, made fit for messages. */
final class Texts {
  private Texts() {}

  /** Without what JSON would blow up, and in at most so many bytes of UTF-8. */
  static String fit(String text, int maxBytes) {
    String clean = text.replaceAll("[\\p{Cntrl}&&[^\n\t]]", "\uFFFD");
    if (clean.length() <= maxBytes / 3 || bytes(clean) <= maxBytes) {
      return clean;
    }
    int end = Math.min(clean.length(), maxBytes);
    int over = bytes(clean.substring(0, end)) - maxBytes;
    while (over > 0) {
      end -= Math.max(1, over / 3);
      over = bytes(clean.substring(0, end)) - maxBytes;
    }
    boolean splitsPair = end > 0 && Character.isHighSurrogate(clean.charAt(end - 1));
    return clean.substring(0, splitsPair ? end - 1 : end);
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
