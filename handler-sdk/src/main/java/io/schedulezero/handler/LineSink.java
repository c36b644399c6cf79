package io.schedulezero.handler;

import org.slf4j.event.Level;

/**
 * Takes the lines of a {@link RunLogger}. Called on the thread that logs, by several at the same
 * time; must not block and must not log.
 *
 * <pre>{@code
 * LineSink sink = (level, text) -> lines.add(level + " " + text);
 * }</pre>
 */
@FunctionalInterface
public interface LineSink {
  /**
   * Takes one line.
   *
   * @param text the message with its arguments filled in; an exception follows on lines of its own
   */
  void line(Level level, String text);
}
