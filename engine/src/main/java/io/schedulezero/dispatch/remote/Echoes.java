package io.schedulezero.dispatch.remote;

import io.schedulezero.wire.FromServer.HeartbeatOk;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.LongSupplier;

/**
 * The answers to heartbeats. With many workers they leave together: for each answer that leaves
 * alone the library looks at all connections, twice. On the hub's thread only.
 */
final class Echoes {
  private static final long LONGEST = Duration.ofMillis(100).toNanos();

  /** From so many workers on an answer waits, a millisecond at first, and longer with more. */
  private static final int WORKERS_PER_MILLISECOND = 10;

  private static final long MILLISECOND = Duration.ofMillis(1).toNanos();

  private static final int SHARE_OF_BEAT = 10;

  private final Voice voice;
  private final LongSupplier nanoTime;
  private final long longest;
  private final Queue<Answer> waiting = new ArrayDeque<>();
  private long leaveAt;

  private record Answer(Session session, HeartbeatOk ok) {}

  Echoes(Voice voice, Duration heartbeat, LongSupplier nanoTime) {
    this.voice = voice;
    this.nanoTime = nanoTime;
    this.longest = Math.min(LONGEST, heartbeat.toNanos() / SHARE_OF_BEAT);
  }

  /**
   * Answers, now or soon.
   *
   * @param sessions how many there are
   */
  void answer(Session session, HeartbeatOk ok, int sessions) {
    long wait = Math.min(longest, sessions / WORKERS_PER_MILLISECOND * MILLISECOND);
    if (wait == 0) {
      voice.say(session, ok);
      return;
    }
    if (waiting.isEmpty()) {
      leaveAt = nanoTime.getAsLong() + wait;
    }
    waiting.add(new Answer(session, ok));
    leave(); // however much comes, so that there is no turn
  }

  /** Lets go of what has waited; returns after how many nanoseconds it wants to be called again. */
  long leave() {
    if (waiting.isEmpty()) {
      return Long.MAX_VALUE;
    }
    long left = leaveAt - nanoTime.getAsLong();
    if (left > 0) {
      return left;
    }
    for (Answer next = waiting.poll(); next != null; next = waiting.poll()) {
      voice.say(next.session, next.ok);
    }
    return Long.MAX_VALUE;
  }
}
