package io.schedulezero.dispatch.remote;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many runs a session may still receive. The worker says how many in all, and the larger number
 * counts: what is lost, repeated or late does no harm. Any thread.
 */
final class Quota {
  private final AtomicLong credit;
  private final AtomicLong sent = new AtomicLong();

  Quota(long credit) {
    this.credit = new AtomicLong(credit);
  }

  /** Returns whether it is more than it was. */
  boolean raise(long total) {
    return credit.getAndAccumulate(total, Math::max) < total;
  }

  int left() {
    return (int) Math.max(0, Math.min(Integer.MAX_VALUE, credit.get() - sent.get()));
  }

  void take() {
    sent.incrementAndGet();
  }

  /** What was taken was not sent. */
  void giveBack() {
    sent.decrementAndGet();
  }
}
