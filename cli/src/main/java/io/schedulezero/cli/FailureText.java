package io.schedulezero.cli;

/** A failure in one line. */
final class FailureText {
  private FailureText() {}

  /** {@code IllegalStateException: boom}, without the package; empty if there is none. */
  static String of(Doc error) {
    String type = error.text("type");
    String brief = type.substring(type.lastIndexOf('.') + 1);
    String message = error.text("message");
    return message.isEmpty() ? brief : brief + ": " + message;
  }
}
