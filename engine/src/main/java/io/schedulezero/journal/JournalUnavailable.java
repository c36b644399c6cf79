package io.schedulezero.journal;

import org.jspecify.annotations.Nullable;

/** The store could not take the changes: nothing of them was written, nothing was acknowledged. */
public final class JournalUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param cause null if the journal refused by itself
   */
  public JournalUnavailable(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
