package io.schedulezero.server;

import org.jspecify.annotations.Nullable;

/** A server that cannot start, with what to tell the person and what to tell the shell. */
public final class StartFailed extends RuntimeException {
  static final int BAD_CONFIGURATION = 2;

  /** The port or the data are in use. */
  static final int TAKEN = 3;

  private static final long serialVersionUID = 1L;

  private final int exitCode;

  StartFailed(int exitCode, String message) {
    this(exitCode, message, null);
  }

  StartFailed(int exitCode, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  public int exitCode() {
    return exitCode;
  }
}
