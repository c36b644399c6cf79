package io.schedulezero.handler;

/**
 * A registered object cannot be a handler as it is. The message names class and method, what is
 * wrong and what to do:
 *
 * <pre>{@code
 * com.acme.Mailer.sendWelcome: parameter 1 (String) has no name.
 * Compile with -parameters, or name it: @Arg("…").
 * }</pre>
 */
public final class InvalidHandler extends IllegalArgumentException {
  /** Says which method, what is wrong and what to do. */
  public InvalidHandler(String message) {
    super(message);
  }

  /** The same, with what led to it. */
  public InvalidHandler(String message, Throwable cause) {
    super(message, cause);
  }
}
