package io.schedulezero.flow;

import io.schedulezero.journal.Journal;
import io.schedulezero.queue.Room;
import io.schedulezero.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What waits in the store because it is due much later or because the queue was full, and the
 * claims that bring it into the queue when its time comes. Used on the flow's thread only.
 */
final class Backlog {
  /** A run that is due within this time is held in memory, so that it starts to the millisecond. */
  static final Duration HORIZON = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(Backlog.class);
  private static final int MOST_PER_CLAIM = 1_000;
  private static final int WORTH_A_CLAIM = 100;
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  private final Journal journal;
  private final Room room;
  private final Executor loop;
  private final Consumer<Run> claimed;
  private final Map<String, Instant> waiting = new HashMap<>();
  private final Set<String> underWay = new HashSet<>();

  Backlog(Journal journal, Room room, Executor loop, Consumer<Run> claimed) {
    this.journal = journal;
    this.room = room;
    this.loop = loop;
    this.claimed = claimed;
  }

  /** A run of this handler waits in the store. */
  void waits(String handler, Instant dueAt) {
    waiting.merge(handler, dueAt, (a, b) -> a.isBefore(b) ? a : b);
  }

  /**
   * Claims what is due soon, as far as there is room. Returns when it wants to be called next, or
   * null.
   */
  @Nullable Instant refill(Instant now) {
    Instant next = null;
    for (Map.Entry<String, Instant> lane : List.copyOf(waiting.entrySet())) {
      Instant from = lane.getValue().minus(HORIZON);
      if (underWay.contains(lane.getKey())) {
        continue;
      }
      if (!from.isAfter(now)) {
        claim(lane.getKey(), now);
      } else if (next == null || from.isBefore(next)) {
        next = from;
      }
    }
    return next;
  }

  private void claim(String handler, Instant now) {
    int places = Math.min(room.left(handler), MOST_PER_CLAIM);
    boolean tooFew = places < WORTH_A_CLAIM && !room.isEmpty(handler);
    if (places == 0 || tooFew || !room.reserve(handler, places)) {
      return;
    }
    underWay.add(handler);
    waiting.remove(handler);
    journal
        .claim(handler, now.plus(HORIZON).plusMillis(1), places)
        .whenComplete(
            (got, failure) ->
                loop.execute(
                    () -> {
                      underWay.remove(handler);
                      room.free(handler, places);
                      if (failure == null) {
                        take(handler, got);
                      } else {
                        LOG.warn("Claiming runs of {} failed; tried again", handler, failure);
                        waits(handler, now.plus(HORIZON).plus(AFTER_FAILURE));
                      }
                    }));
  }

  private void take(String handler, Journal.Claimed got) {
    if (got.next() != null) {
      waits(handler, got.next());
    }
    for (Run run : got.runs()) {
      room.take(run);
      claimed.accept(run);
    }
  }
}
