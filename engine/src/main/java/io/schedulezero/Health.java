package io.schedulezero;

/**
 * Whether the parts work.
 *
 * @param store {@code ok}, or what is wrong
 * @param timer {@code ok}, or what is wrong
 * @param flow {@code ok}, or what is wrong
 */
public record Health(String store, String timer, String flow) {
  public static final String OK = "ok";

  public boolean ready() {
    return store.equals(OK) && timer.equals(OK) && flow.equals(OK);
  }
}
