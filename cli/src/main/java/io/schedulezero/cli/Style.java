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

  /** The one place that gives a state of a run, an attempt or a worker its colour. */
  static Style ofState(String state) {
    return switch (state) {
      case "succeeded", "ok", "ready", "open", "healthy" -> GOOD;
      case "failed", "timed_out", "lost", "gone", "shut", "unhealthy" -> BAD;
      case "running" -> BUSY;
      case "queued", "scheduled", "paused", "draining", "silent", "degraded", "recovering" ->
          WAITING;
      case "cancelled", "skipped" -> DIM;
      default -> PLAIN;
    };
  }
}
