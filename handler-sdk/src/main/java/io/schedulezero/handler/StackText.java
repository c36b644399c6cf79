package io.schedulezero.handler;

/** An exception as text of bounded length. */
final class StackText {
  private static final int MAX_FRAMES = 20;
  private static final int MAX_CAUSES = 5;

  private StackText() {}

  static void append(StringBuilder text, Throwable failure) {
    Throwable each = failure;
    for (int i = 0; each != null && i < MAX_CAUSES; i++) {
      text.append('\n').append(i == 0 ? "" : "Caused by: ").append(said(each));
      appendFrames(text, each.getStackTrace());
      each = each.getCause();
    }
    if (each != null) {
      text.append("\n…");
    }
  }

  /** Exceptions of others may fail to say what they are. */
  private static String said(Throwable failure) {
    try {
      return failure.toString();
    } catch (RuntimeException e) {
      return failure.getClass().getName();
    }
  }

  private static void appendFrames(StringBuilder text, StackTraceElement[] frames) {
    for (int i = 0; i < Math.min(frames.length, MAX_FRAMES); i++) {
      text.append("\n\tat ").append(frames[i]);
    }
    if (frames.length > MAX_FRAMES) {
      text.append("\n\t… ").append(frames.length - MAX_FRAMES).append(" more");
    }
  }
}
