package io.schedulezero.cli;

import java.util.List;

/** Log lines for people. */
final class LogText {
  private final Moments moments;
  private final boolean coloured;

  LogText(Moments moments, boolean coloured) {
    this.moments = moments;
    this.coloured = coloured;
  }

  /** {@code 2026-11-21 10:44:03 INFO text}; further lines of a text are indented. */
  List<String> lines(Doc line) {
    String level = line.text("level");
    String head =
        line.instant("at").map(moments::absolute).orElse("") + String.format(" %-5s ", level);
    String blank = " ".repeat(head.length());
    List<String> texts = line.text("text").lines().toList();
    return java.util.stream.IntStream.range(0, texts.size())
        .mapToObj(i -> (i == 0 ? head : blank) + Text.oneLine(texts.get(i)))
        .map(text -> coloured ? style(level).paint(text) : text)
        .toList();
  }

  private static Style style(String level) {
    return switch (level) {
      case "ERROR" -> Style.BAD;
      case "WARN" -> Style.WAITING;
      case "TRACE", "DEBUG" -> Style.DIM;
      default -> Style.PLAIN;
    };
  }
}
