package io.schedulezero.dispatch.remote;

/** How well a worker does, which decides whether and when it is given attempts. */
public enum WorkerHealth {
  HEALTHY,
  /** Others are given attempts before it. */
  DEGRADED,
  /** It is given nothing for a while. */
  UNHEALTHY,
  /** It is given one attempt at a time, until it has shown that it can. */
  RECOVERING
}
