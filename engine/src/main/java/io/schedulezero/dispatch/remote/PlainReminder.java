package io.schedulezero.dispatch.remote;

import io.schedulezero.transport.Hub;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says each minute that a gateway is open to everybody, if it is. */
final class PlainReminder {
  private static final Logger LOG = LoggerFactory.getLogger(PlainReminder.class);
  private static final long EVERY = TimeUnit.MINUTES.toNanos(1);

  private final String address;
  private final boolean isExposed;
  private long dueAt;

  PlainReminder(Hub hub, long nanos) {
    this.address = hub.address();
    this.isExposed = hub.isExposed();
    this.dueAt = nanos;
  }

  void look(long nanos) {
    if (isExposed && nanos - dueAt >= 0) {
      dueAt = nanos + EVERY;
      LOG.warn(
          "Workers connect to {} in the clear and without keys: whoever reaches it can read and change what"
              + " is said, and host any handler",
          address);
    }
  }
}
