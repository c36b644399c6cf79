package io.schedulezero.run;

/**
 * The name of a lane, taken apart: the name of a handler, and what {@link Route#lane} says behind
 * it, if anything.
 */
public record LaneName(String handler, String route) {
  static final char NEXT = '\n';

  public static LaneName of(String lane) {
    int end = lane.indexOf(NEXT);
    return end < 0
        ? new LaneName(lane, "")
        : new LaneName(lane.substring(0, end), lane.substring(end));
  }

  /** Whether it says more than a handler, so that there is any number of lanes like it. */
  public static boolean isRouted(String lane) {
    return lane.indexOf(NEXT) >= 0;
  }
}
