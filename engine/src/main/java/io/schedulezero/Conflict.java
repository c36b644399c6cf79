package io.schedulezero;

/**
 * The present state forbids it; the message says which state and what would be allowed. Nothing has
 * changed.
 */
public final class Conflict extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Conflict(String message) {
    super(message);
  }
}
