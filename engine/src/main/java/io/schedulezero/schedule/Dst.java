package io.schedulezero.schedule;

/**
 * What happens to a local time that a change of the clocks removes or repeats.
 *
 * <p>It does not apply to a pattern that fires in every hour of the day, such as {@code *}{@code /5
 * * * * *}: that one follows the clock on the wall, also through a repeated hour, and nothing is
 * made up for a missing one.
 */
public record Dst(Gap gap, Overlap overlap) {
  /** A time in the gap fires at the first valid instant after it; a repeated time fires once. */
  public static final Dst DEFAULT = new Dst(Gap.NEXT, Overlap.FIRST);

  /** For a local time that does not exist on that day. */
  public enum Gap {
    /** Fires at the first instant after the gap. */
    NEXT,
    /** Does not fire; the skip is recorded. */
    SKIP
  }

  /** For a local time that comes twice on that day. */
  public enum Overlap {
    FIRST,
    BOTH
  }
}
