package io.schedulezero.faults;

/** A direction through a {@link Proxy}. */
enum Way {
  TO_SERVER,
  TO_WORKER
}
