package io.schedulezero.handler;

import org.jspecify.annotations.Nullable;

/**
 * Thrown by a handler when trying again is pointless: the run fails now, whatever its retry policy
 * says.
 *
 * <pre>{@code
 * if (customer.isClosed()) {
 *   throw new GiveUp("Customer " + customer.id() + " is closed");
 * }
 * }</pre>
 */
public final class GiveUp extends RuntimeException {
  /** Says why. */
  public GiveUp(String message) {
    super(message);
  }

  /** Says why, with what led to it. */
  public GiveUp(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
