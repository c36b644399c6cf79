package io.schedulezero.handler;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.spi.LocationAwareLogger;

/**
 * A logger whose lines belong to a run: each goes to a sink, and to the program's log as far as
 * that is enabled there. The engine and the worker make one for each attempt.
 *
 * <pre>{@code
 * Logger logger = new RunLogger(Level.INFO, sink, LoggerFactory.getLogger("handler.send_welcome"));
 * logger.info("Sent to {}", email); // sink.line(INFO, "Sent to ada@example.org")
 * }</pre>
 *
 * <p>An exception follows its line: type, message, the first frames, then its causes. A line has at
 * most 8,192 characters; what is cut off leaves an ellipsis.
 */
public final class RunLogger extends LegacyAbstractLogger {
  private static final String SELF = RunLogger.class.getName();
  private static final int MAX_LENGTH = 8_192;

  private final transient Level captured;
  private final transient LineSink sink;
  private final transient Logger delegate;

  /**
   * A logger with the name of {@code delegate}.
   *
   * @param captured lines of this level and above go to the sink
   * @param sink where they go
   * @param delegate the program's log; it gets every line that it has enabled
   */
  public RunLogger(Level captured, LineSink sink, Logger delegate) {
    this.captured = captured;
    this.sink = sink;
    this.delegate = delegate;
    this.name = delegate.getName();
  }

  private boolean isCaptured(Level level) {
    return level.toInt() >= captured.toInt();
  }

  private boolean isEnabled(Level level) {
    return isCaptured(level) || delegate.isEnabledForLevel(level);
  }

  @Override
  public boolean isTraceEnabled() {
    return isEnabled(Level.TRACE);
  }

  @Override
  public boolean isDebugEnabled() {
    return isEnabled(Level.DEBUG);
  }

  @Override
  public boolean isInfoEnabled() {
    return isEnabled(Level.INFO);
  }

  @Override
  public boolean isWarnEnabled() {
    return isEnabled(Level.WARN);
  }

  @Override
  public boolean isErrorEnabled() {
    return isEnabled(Level.ERROR);
  }

  @Override
  protected String getFullyQualifiedCallerName() {
    return SELF;
  }

  @Override
  protected void handleNormalizedLoggingCall(
      Level level,
      @Nullable Marker marker,
      @Nullable String pattern,
      @Nullable Object @Nullable [] arguments,
      @Nullable Throwable failure) {
    if (isCaptured(level)) {
      sink.line(level, text(MessageFormatter.basicArrayFormat(pattern, arguments), failure));
    }
    if (delegate instanceof LocationAwareLogger located) {
      located.log(marker, SELF, level.toInt(), pattern, arguments, failure);
    } else if (delegate.isEnabledForLevel(level)) {
      String message = MessageFormatter.basicArrayFormat(pattern, arguments);
      delegate.atLevel(level).setCause(failure).log(message);
    }
  }

  private static String text(@Nullable String message, @Nullable Throwable failure) {
    StringBuilder text = new StringBuilder(String.valueOf(message));
    if (failure != null) {
      StackText.append(text, failure);
    }
    if (text.length() > MAX_LENGTH) {
      text.setLength(MAX_LENGTH - 1);
      text.append('…');
    }
    return text.toString();
  }
}
