package io.schedulezero.run;

/**
 * Something that happened to a worker.
 *
 * @param worker its name
 * @param why in words; empty if there is nothing to say
 */
public record WorkerEvent(String worker, Kind kind, String why) {
  /** What can happen to a worker. */
  public enum Kind {
    /** It has a session. */
    CAME,
    /** It has none any more. */
    LEFT,
    /** It was given nothing new, and has ended what it had. */
    DRAINED,
    HEALTHY,
    /** Others are given attempts before it. */
    DEGRADED,
    /** It is given nothing for a while. */
    UNHEALTHY,
    /** It is given one attempt at a time. */
    RECOVERING
  }
}
