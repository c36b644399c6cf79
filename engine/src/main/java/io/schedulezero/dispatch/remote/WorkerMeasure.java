package io.schedulezero.dispatch.remote;

/** What is measured of each worker. */
public enum WorkerMeasure {
  /** Attempts that it holds. */
  ACTIVE,
  /** Of the attempts of the last minutes, those that failed, 0 to 1. */
  FAILURE_RATE,
  /** Seconds since its process began. */
  UPTIME,
  /** Its share of its machine's processors, 0 to 1. */
  CPU,
  /** Bytes of its heap. */
  MEMORY,
  /** Seconds from a heartbeat to its answer. */
  ROUND_TRIP
}
