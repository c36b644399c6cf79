package io.schedulezero.input;

import java.util.regex.Pattern;

/** Paths of values: {@code trigger.expression}, {@code [3].args.text}. */
final class Paths {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]{1,80}");

  private Paths() {}

  static String field(String path, String name) {
    String shown = PLAIN.matcher(name).matches() ? name : Shown.text(name);
    return path.isEmpty() ? shown : path + "." + shown;
  }

  static String index(String path, int index) {
    return path + "[" + index + "]";
  }
}
