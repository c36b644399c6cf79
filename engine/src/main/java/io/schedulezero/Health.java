package io.schedulezero;

import java.util.List;

/**
 * Whether the parts work.
 *
 * @param store {@code ok}, or what is wrong
 * @param timer {@code ok}, or what is wrong
 * @param flow {@code ok}, or what is wrong
 * @param workers where they connect: {@code ok}, {@code off} if they cannot, or what is wrong
 * @param handlers {@code ok}, or which of them have had no healthy target for a while; the
 *     scheduler is ready all the same
 */
public record Health(String store, String timer, String flow, String workers, String handlers) {
  public static final String OK = "ok";
  public static final String OFF = "off";

  static String ofHandlers(List<String> missing) {
    return missing.isEmpty() ? OK : "no healthy target: " + String.join(", ", missing);
  }

  public boolean ready() {
    return store.equals(OK)
        && timer.equals(OK)
        && flow.equals(OK)
        && (workers.equals(OK) || workers.equals(OFF));
  }
}
