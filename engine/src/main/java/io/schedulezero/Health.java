package io.schedulezero;

/**
 * Whether the parts work.
 *
 * @param store {@code ok}, or what is wrong
 * @param timer {@code ok}, or what is wrong
 * @param flow {@code ok}, or what is wrong
 * @param workers where they connect: {@code ok}, {@code off} if they cannot, or what is wrong
 */
public record Health(String store, String timer, String flow, String workers) {
  public static final String OK = "ok";
  public static final String OFF = "off";

  public boolean ready() {
    return store.equals(OK)
        && timer.equals(OK)
        && flow.equals(OK)
        && (workers.equals(OK) || workers.equals(OFF));
  }
}
