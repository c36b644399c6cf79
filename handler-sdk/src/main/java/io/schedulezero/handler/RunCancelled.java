package io.schedulezero.handler;

/**
 * Thrown by {@link RunContext#throwIfCancelled} to leave a handler that is cancelled. Let it pass;
 * clean up in {@code finally}.
 *
 * <pre>{@code
 * for (Order order : orders) {
 *   run.throwIfCancelled();
 *   export(order);
 * }
 * }</pre>
 */
public final class RunCancelled extends RuntimeException {
  /** Says which run. */
  public RunCancelled(String message) {
    super(message);
  }
}
