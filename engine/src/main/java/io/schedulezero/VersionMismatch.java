package io.schedulezero;

/** Somebody else changed it since it was read. Nothing has changed. */
public final class VersionMismatch extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public VersionMismatch(String message) {
    super(message);
  }
}
