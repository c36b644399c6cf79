package io.schedulezero.worker;

/**
 * How many runs a session may receive in all. The number only grows, and the server takes the
 * largest that it has seen: so it does no harm if some are lost, come late or come twice.
 */
final class Credit {
  private long received;
  private long granted;
  private long told;

  /** A session begins, with so much room. */
  void begin(int room) {
    received = 0;
    granted = Math.max(0, room);
    told = granted;
  }

  /** A run has come that did not come before; false if the server was not allowed to send it. */
  boolean take() {
    received++;
    return received <= granted;
  }

  /** There is room for so many runs more than are here. */
  void room(int room) {
    granted = Math.max(granted, received + Math.max(0, room));
  }

  /** What the server may know, for a message that tells it. */
  long tell() {
    told = granted;
    return granted;
  }

  /** Whether the server does not know the latest yet. */
  boolean isNews() {
    return granted > told;
  }
}
