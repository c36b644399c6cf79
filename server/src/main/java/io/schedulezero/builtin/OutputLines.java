package io.schedulezero.builtin;

import org.slf4j.Logger;

/** What a command writes: each line goes to the log, the end is kept. */
final class OutputLines implements AutoCloseable {
  private static final int LONGEST_LINE = 4_000;
  private static final int KEPT = 8_000;

  private final Logger log;
  private final StringBuilder line = new StringBuilder();
  private final StringBuilder end = new StringBuilder();
  private String last = "";

  OutputLines(Logger log) {
    this.log = log;
  }

  void add(String text) {
    end.append(text);
    end.delete(0, Math.max(0, end.length() - KEPT));
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\n' && c != '\r') {
        line.append(c);
      }
      if (c == '\n' || line.length() == LONGEST_LINE) {
        close();
      }
    }
  }

  /** Logs what is left of a line. */
  @Override
  public void close() {
    if (!line.isEmpty()) {
      last = line.toString();
      log.info("{}", last);
      line.setLength(0);
    }
  }

  String lastLine() {
    close();
    return last;
  }

  String end() {
    return end.toString();
  }
}
