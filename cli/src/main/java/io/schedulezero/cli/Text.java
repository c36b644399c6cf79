package io.schedulezero.cli;

/** Text of strangers, made fit for a terminal: it moves no cursor, and its width is known. */
final class Text {
  private static final String ELLIPSIS = "…";

  private Text() {}

  /** One line without control characters; those are shown as escapes such as {@code \n}. */
  static String oneLine(String raw) {
    StringBuilder safe = new StringBuilder(raw.length());
    raw.codePoints().forEach(point -> append(safe, point));
    return safe.toString();
  }

  private static void append(StringBuilder safe, int point) {
    switch (point) {
      case '\n' -> safe.append("\\n");
      case '\r' -> safe.append("\\r");
      case '\t' -> safe.append("\\t");
      case 0x1b -> safe.append("\\e");
      default -> {
        if (isHarmless(point)) {
          safe.appendCodePoint(point);
        } else {
          safe.append(String.format(point > 0xffff ? "\\U%08x" : "\\u%04x", point));
        }
      }
    }
  }

  /** Format characters go too, because they turn the direction of what follows or hide it. */
  private static boolean isHarmless(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /** How many columns of a terminal the text takes. */
  static int width(String text) {
    return text.codePoints().map(Text::width).sum();
  }

  private static int width(int point) {
    return switch (Character.getType(point)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> 0;
      default -> isWide(point) ? 2 : 1;
    };
  }

  /** East Asian wide and full-width characters, and emoji. */
  private static boolean isWide(int point) {
    return point >= 0x1100
        && (point <= 0x115f
            || between(point, 0x2e80, 0x303e)
            || between(point, 0x3041, 0xa4cf)
            || between(point, 0xac00, 0xd7a3)
            || between(point, 0xf900, 0xfaff)
            || between(point, 0xfe30, 0xfe6f)
            || between(point, 0xff00, 0xff60)
            || between(point, 0xffe0, 0xffe6)
            || between(point, 0x1f300, 0x1f64f)
            || between(point, 0x1f680, 0x1f6ff)
            || between(point, 0x1f900, 0x1faff)
            || between(point, 0x20000, 0x3fffd));
  }

  private static boolean between(int point, int low, int high) {
    return point >= low && point <= high;
  }

  /** At most {@code columns} wide, the end replaced by an ellipsis if need be. */
  static String cut(String text, int columns) {
    if (width(text) <= columns) {
      return text;
    }
    StringBuilder kept = new StringBuilder();
    int room = columns - 1;
    for (int point : text.codePoints().toArray()) {
      room -= width(point);
      if (room < 0) {
        break;
      }
      kept.appendCodePoint(point);
    }
    return kept.append(ELLIPSIS).toString();
  }
}
