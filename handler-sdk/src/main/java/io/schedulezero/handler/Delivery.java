package io.schedulezero.handler;

/**
 * What is promised when a process dies in the middle of an attempt.
 *
 * <pre>{@code
 * @Handler(delivery = Delivery.AT_MOST_ONCE)
 * void chargeCard(String order) { … }
 * }</pre>
 */
public enum Delivery {
  /** The run is tried again, so the work may happen twice. */
  AT_LEAST_ONCE,
  /**
   * The start is recorded before the handler is called, and the run is never tried again, so the
   * work may not happen at all.
   */
  AT_MOST_ONCE
}
