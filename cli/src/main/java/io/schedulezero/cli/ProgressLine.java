package io.schedulezero.cli;

import java.time.Duration;
import java.time.Instant;

/** One line on a terminal that is drawn over again while somebody waits; nothing in a pipe. */
final class ProgressLine {
  private static final String FRAMES = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final Terminal terminal;
  private final Instant begin;
  private int frame;

  ProgressLine(Terminal terminal) {
    this.terminal = terminal;
    this.begin = terminal.clock().instant();
  }

  void draw(Doc run) {
    if (!isShown()) {
      return;
    }
    String elapsed = Moments.length(Duration.between(begin, terminal.clock().instant()));
    String attempt =
        run.number("attempt_count") > 1 ? ", attempt " + run.number("attempt_count") : "";
    String progress = RunSheet.progress(run.at("progress"));
    String line =
        FRAMES.charAt(frame++ % FRAMES.length())
            + " Run "
            + run.text("id")
            + " is "
            + run.text("state")
            + attempt
            + ", "
            + elapsed
            + (progress.isEmpty() ? "" : ", " + progress);
    terminal.err().print(CLEAR_LINE + Text.cut(Text.oneLine(line), terminal.room() - 1));
    terminal.err().flush();
  }

  void clear() {
    if (isShown() && frame > 0) {
      terminal.err().print(CLEAR_LINE);
      terminal.err().flush();
    }
  }

  private boolean isShown() {
    return terminal.people().err() && !"dumb".equals(terminal.env().get("TERM"));
  }
}
