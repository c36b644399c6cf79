package io.schedulezero.cli;

/** How a word looks on a terminal that shows colours. */
enum Style {
  PLAIN(""),
  BOLD("1"),
  DIM("2"),
  GOOD("32"),
  BAD("31"),
  BUSY("36"),
  WAITING("33");

  private final String code;

  Style(String code) {
    this.code = code;
  }

  String paint(String text) {
    return this == PLAIN ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
  }

  /** The one place that gives a state of a run or an attempt its colour. */
  static Style ofState(String state) {
    return switch (state) {
      case "succeeded", "ok", "ready", "open" -> GOOD;
      case "failed", "timed_out", "lost", "gone", "shut" -> BAD;
      case "running" -> BUSY;
      case "queued", "scheduled", "paused", "draining", "silent" -> WAITING;
      case "cancelled", "skipped" -> DIM;
      default -> PLAIN;
    };
  }
}
