package io.schedulezero.faults;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** How fast bytes go one way. Any thread. */
final class Valve {
  private static final int SLICE = 16 * 1024;
  private static final int SLICES_PER_SECOND = 10;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition turned = lock.newCondition();
  private boolean held;
  private boolean open;
  private long delayNanos;
  private long bytesPerSecond = Long.MAX_VALUE;

  /** Nothing goes through until {@link #resume}; nothing is lost either. */
  void hold() {
    turn(() -> held = true);
  }

  void delay(Duration each) {
    turn(() -> delayNanos = each.toNanos());
  }

  void throttle(long bytes) {
    turn(() -> bytesPerSecond = bytes);
  }

  /** As it was at the beginning. */
  void resume() {
    turn(
        () -> {
          held = false;
          delayNanos = 0;
          bytesPerSecond = Long.MAX_VALUE;
        });
  }

  /** Lets through all that waits, because its connection has ended. */
  void open() {
    turn(() -> open = true);
  }

  private void turn(Runnable change) {
    lock.lock();
    try {
      change.run();
      turned.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** How many bytes may go at once. */
  int slice() {
    lock.lock();
    try {
      return (int) Math.max(1, Math.min(SLICE, bytesPerSecond / SLICES_PER_SECOND));
    } finally {
      lock.unlock();
    }
  }

  /** Waits until so many bytes may go, which are at most a slice. */
  void await(int bytes) throws InterruptedException {
    lock.lock();
    try {
      long began = System.nanoTime();
      for (long left = left(began, bytes); !open && left > 0; left = left(began, bytes)) {
        turned.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  private long left(long began, int bytes) {
    if (held) {
      return Long.MAX_VALUE;
    }
    long pace =
        bytesPerSecond == Long.MAX_VALUE
            ? 0
            : TimeUnit.SECONDS.toNanos(bytes) / Math.max(1, bytesPerSecond);
    return delayNanos + pace - (System.nanoTime() - began);
  }
}
