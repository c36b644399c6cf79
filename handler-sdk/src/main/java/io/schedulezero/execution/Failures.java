package io.schedulezero.execution;

import io.schedulezero.handler.GiveUp;
import io.schedulezero.handler.RetryLater;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Turns what a handler threw into what is kept of it. */
final class Failures {
  private static final int MAX_MESSAGE = 4_000;
  private static final int MAX_STACK = 16_000;
  private static final List<String> NOT_OWN =
      List.of(
          "java.",
          "javax.",
          "jdk.",
          "sun.",
          "com.sun.",
          "tools.jackson.",
          "io.schedulezero.handler.",
          "io.schedulezero.execution.");

  private Failures() {}

  static Ending ending(Throwable thrown) {
    Throwable cause = unwrapped(thrown);
    Duration wish = cause instanceof RetryLater later ? later.after() : null;
    return Ending.failed(of(cause), !(cause instanceof GiveUp), wish);
  }

  /** What a handler throws is its author's code, and that may throw in turn. */
  static Failure of(Throwable thrown) {
    try {
      return read(thrown);
    } catch (RuntimeException | Error unreadable) {
      return Failure.of(thrown.getClass().getName(), "not readable: " + unreadable.getClass());
    }
  }

  private static Failure read(Throwable thrown) {
    StringWriter stack = new StringWriter();
    thrown.printStackTrace(new PrintWriter(stack));
    String message = thrown.getMessage() == null ? "" : thrown.getMessage();
    return new Failure(
        thrown.getClass().getName(),
        shortened(message, MAX_MESSAGE),
        ownFrame(thrown),
        shortened(stack.toString(), MAX_STACK));
  }

  private static Throwable unwrapped(Throwable thrown) {
    Throwable cause = thrown.getCause();
    boolean wraps = thrown instanceof CompletionException || thrown instanceof ExecutionException;
    return wraps && cause != null ? unwrapped(cause) : thrown;
  }

  private static @Nullable String ownFrame(Throwable thrown) {
    for (StackTraceElement frame : thrown.getStackTrace()) {
      if (NOT_OWN.stream().noneMatch(frame.getClassName()::startsWith)) {
        return frame.toString();
      }
    }
    return null;
  }

  private static String shortened(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most) + "…";
  }
}
