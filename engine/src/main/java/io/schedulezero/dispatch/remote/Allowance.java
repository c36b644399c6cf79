package io.schedulezero.dispatch.remote;

import java.time.Duration;

/** So many at once, and so many more in time. */
final class Allowance {
  private static final int HEARTBEATS = 50;
  private static final Duration PER_HEARTBEAT = Duration.ofMillis(100);
  private static final int MISTAKES = 5;
  private static final Duration PER_MISTAKE = Duration.ofSeconds(12);

  private static final int GREETINGS = 10;
  private static final Duration PER_GREETING = Duration.ofSeconds(1);
  private static final int STRAY = 2_000;
  private static final Duration PER_STRAY = Duration.ofMillis(2);

  private final int most;
  private final long nanosPerOne;
  private double left;
  private long countedAt;

  private Allowance(int most, Duration perOne, long nanos) {
    this.most = most;
    this.nanosPerOne = perOne.toNanos();
    this.left = most;
    this.countedAt = nanos;
  }

  static Allowance ofHeartbeats(long nanos) {
    return new Allowance(HEARTBEATS, PER_HEARTBEAT, nanos);
  }

  /** Five in a minute. */
  static Allowance ofMistakes(long nanos) {
    return new Allowance(MISTAKES, PER_MISTAKE, nanos);
  }

  /** A worker says READY once in each connection. */
  static Allowance ofGreetings(long nanos) {
    return new Allowance(GREETINGS, PER_GREETING, nanos);
  }

  /** Of messages without a session, as many as were under way when it ended. */
  static Allowance ofStray(long nanos) {
    return new Allowance(STRAY, PER_STRAY, nanos);
  }

  /** Takes one; false if there is none left. */
  boolean take(long nanos) {
    left = Math.min(most, left + (nanos - countedAt) / (double) nanosPerOne);
    countedAt = nanos;
    if (left < 1) {
      return false;
    }
    left--;
    return true;
  }
}
