package io.schedulezero.api;

import io.schedulezero.config.HttpConfig;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds the bytes of all bodies that are read and worked on at once, because each of them alone is
 * bounded but many together are not. Nobody waits: who finds no room is told to come again.
 */
final class BodyBudget {
  /** Up to here a body is always taken: all threads together hold little of those. */
  static final int SMALL = 1 << 16;

  /** What becomes of a body takes several times its length. */
  private static final int SHARE_OF_HEAP = 16;

  private final long most;
  private final AtomicLong taken = new AtomicLong();

  /**
   * @param most for all bodies together that are not small
   */
  BodyBudget(long most) {
    this.most = most;
  }

  /** A share of the heap, and always room for the longest body that is allowed. */
  static BodyBudget of(HttpConfig config, long heap) {
    long longest = Math.max(config.maxBodyBytes(), config.maxBatchBytes());
    return new BodyBudget(Math.max(longest, heap / SHARE_OF_HEAP));
  }

  Share share() {
    return new Share();
  }

  long taken() {
    return taken.get();
  }

  /** What one request has of it; for one thread. */
  final class Share implements AutoCloseable {
    private long held;

    private Share() {}

    /**
     * Holds so much in all, from now until it is closed.
     *
     * @throws Refusal if there is no room for it
     */
    void growTo(long bytes) {
      if (bytes <= SMALL || bytes <= held) {
        return;
      }
      long more = bytes - held;
      if (taken.addAndGet(more) > most) {
        taken.addAndGet(-more);
        throw new Refusal(
            Code.SERVER_BUSY,
            "The bodies of other requests fill the "
                + most
                + " bytes that this server works on at once. Try again.");
      }
      held = bytes;
    }

    @Override
    public void close() {
      taken.addAndGet(-held);
      held = 0;
    }
  }
}
