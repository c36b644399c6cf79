package io.schedulezero.transport;

/** A file of keys cannot be read or written as it is. The message is for people and names it. */
public final class KeyProblem extends RuntimeException {
  KeyProblem(String message) {
    super(message);
  }

  KeyProblem(String message, Throwable cause) {
    super(message, cause);
  }
}
