package io.schedulezero.worker;

import io.schedulezero.wire.FromWorker.Heartbeat;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The attempts that are here, by fence, and those that were: each fence begins once. */
final class Attempts {
  private static final int MOST_REMEMBERED = 4_096;

  /** Results without an answer, as many times the slots, before they take slots away. */
  private static final int RESULTS_PER_SLOT = 2;

  private final int slots;
  private final Map<Long, Attempt> byFence = new LinkedHashMap<>();
  private final Map<Long, String> earlier = new LinkedHashMap<>();

  Attempts(int slots) {
    this.slots = slots;
  }

  void add(Attempt attempt) {
    byFence.put(attempt.fence, attempt);
  }

  @Nullable Attempt find(long fence) {
    return byFence.get(fence);
  }

  /** The one of that fence and run; null if it is not here, or not ours any more. */
  @Nullable Attempt ours(String run, long fence) {
    Attempt attempt = byFence.get(fence);
    return attempt != null && attempt.isOurs() && attempt.run.equals(run) ? attempt : null;
  }

  void forget(Attempt attempt) {
    byFence.remove(attempt.fence);
    remember(attempt.fence, "");
  }

  /** It was not taken, and is not taken if it comes again. */
  void rejected(long fence, String reason) {
    remember(fence, reason);
  }

  private void remember(long fence, String reason) {
    earlier.put(fence, reason);
    if (earlier.size() > MOST_REMEMBERED) {
      earlier.remove(earlier.keySet().iterator().next());
    }
  }

  /** Why it was not taken; empty if it was taken and is over; null if it never came. */
  @Nullable String earlier(long fence) {
    return earlier.get(fence);
  }

  Collection<Attempt> all() {
    return byFence.values();
  }

  /** Those that the server has to know of. */
  List<Attempt> held() {
    return byFence.values().stream().filter(Attempt::isOurs).limit(Heartbeat.MOST_RUNS).toList();
  }

  boolean isEmpty() {
    return byFence.values().stream().noneMatch(Attempt::isOurs);
  }

  /** How many more may come. */
  int room() {
    int running = 0;
    int results = 0;
    for (Attempt attempt : byFence.values()) {
      if (attempt.isRunning()) {
        running++;
      } else if (attempt.isOurs()) {
        results++;
      }
    }
    return slots - running - Math.max(0, results - RESULTS_PER_SLOT * slots);
  }
}
