package io.schedulezero.worker;

import io.schedulezero.wire.FromWorker.Log;
import io.schedulezero.wire.LogLine;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Log lines on their way. They are sent as far as the server's window allows, kept until it has
 * them, and thrown away where there are too many.
 */
final class Logs {
  private static final long MOST_KEPT = 1024 * 1024;
  private static final long KEPT_AFTER_THE_END = TimeUnit.SECONDS.toNanos(60);

  private final Map<Long, LogQueue> byFence = new LinkedHashMap<>();
  private long window;
  private int maxPayload;
  private long kept;

  /** A session begins: what was sent in an earlier one and not answered is sent again. */
  void begin(long windowBytes, int maxPayloadBytes) {
    window = windowBytes;
    maxPayload = Math.min(maxPayloadBytes, Log.MAX_BYTES);
    byFence.values().forEach(LogQueue::sendAllAgain);
  }

  /**
   * Takes a line.
   *
   * @param number from 0, in the attempt
   */
  void add(Attempt attempt, long number, LogLine line) {
    LogQueue queue =
        byFence.computeIfAbsent(attempt.fence, fence -> new LogQueue(attempt.run, fence));
    byte[] bytes = line.toBytes();
    if (kept + bytes.length > MOST_KEPT) {
      queue.dropped(number, 1);
    } else {
      queue.add(number, bytes);
      kept += bytes.length;
    }
  }

  /** The attempt is over: its lines are kept for a while. */
  void ended(long fence, long now) {
    LogQueue queue = byFence.get(fence);
    if (queue != null) {
      queue.keepUntil(now + KEPT_AFTER_THE_END);
    }
  }

  void forget(long fence) {
    LogQueue queue = byFence.remove(fence);
    kept -= queue == null ? 0 : queue.bytes();
  }

  void acked(String run, long fence, long upTo, long newWindow) {
    window = newWindow;
    LogQueue queue = byFence.get(fence);
    if (queue != null && queue.isOf(run)) {
      kept -= queue.acked(upTo);
    }
  }

  /** Forgets what nobody waits for any longer. */
  void tidy(long now) {
    Iterator<LogQueue> queues = byFence.values().iterator();
    while (queues.hasNext()) {
      LogQueue queue = queues.next();
      if (queue.isDone(now)) {
        kept -= queue.bytes();
        queues.remove();
      }
    }
  }

  private long underWay() {
    return byFence.values().stream().mapToLong(LogQueue::underWay).sum();
  }

  /**
   * Sends what may be sent, a message of each attempt in turn.
   *
   * @param send false if it is not possible now
   * @return false if that was so
   */
  boolean send(Predicate<Log> send) {
    boolean some = true;
    while (some) {
      some = false;
      for (LogQueue queue : List.copyOf(byFence.values())) {
        long before = queue.bytes();
        Log next = queue.next(window - underWay(), Math.min(window, maxPayload));
        kept -= before - queue.bytes();
        if (next != null) {
          if (!send.test(next)) {
            return false;
          }
          queue.sent();
          some = true;
        }
      }
    }
    return true;
  }
}
