package io.schedulezero.store;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What waits for the journal's next turn. Any thread offers, the journal's thread takes. */
final class RequestQueue {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<Request<?>> waiting = new ArrayDeque<>();
  private final long maxWeight;
  private long weight;
  private boolean closed;

  RequestQueue(long maxWeight) {
    this.maxWeight = maxWeight;
  }

  /**
   * A request that finds room is taken whole, even if it is heavier than that room.
   *
   * @return null if it was taken, otherwise why not
   */
  @Nullable String offer(Request<?> request) {
    lock.lock();
    try {
      if (closed) {
        return "the journal is closed";
      }
      if (weight >= maxWeight) {
        return "the journal is " + weight + " changes behind; try again when it has caught up";
      }
      waiting.add(request);
      weight += request.weight();
      changed.signal();
      return null;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until there is something.
   *
   * @return the oldest requests, about {@code upTo} of weight; nothing once the queue is closed and
   *     empty
   */
  List<Request<?>> take(int upTo) {
    List<Request<?>> turn = new ArrayList<>();
    lock.lock();
    try {
      while (waiting.isEmpty() && !closed) {
        changed.awaitUninterruptibly();
      }
      int taken = 0;
      while (taken < upTo && !waiting.isEmpty()) {
        Request<?> request = waiting.remove();
        taken += request.weight();
        turn.add(request);
      }
      weight -= taken;
      return turn;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits, but not for requests.
   *
   * @return whether the queue was closed
   */
  boolean closedWithin(Duration time) {
    lock.lock();
    try {
      long nanos = time.toNanos();
      while (!closed && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
      return closed;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
