package io.schedulezero.journal;

/** The store could not take the changes: nothing of them was written, nothing was acknowledged. */
public final class JournalUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public JournalUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
