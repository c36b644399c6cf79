package io.schedulezero.flow;

import io.schedulezero.journal.Journal;
import io.schedulezero.queue.Room;
import io.schedulezero.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What waits in the store because it is due much later or because the queue was full, and the
 * claims that bring it into the queue when its time comes. Used on the flow's thread only, but for
 * {@link #isBehind}.
 */
final class Backlog {
  /** A run that is due within this time is held in memory, so that it starts to the millisecond. */
  static final Duration HORIZON = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(Backlog.class);
  private static final int MOST_PER_CLAIM = 1_000;
  private static final int WORTH_A_CLAIM = 100;
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  private final Ledger ledger;
  private final Room room;
  private final Executor loop;
  private final InstantSource clock;
  private final Consumer<Run> claimed;
  private final Map<String, Instant> waiting = new ConcurrentHashMap<>();
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();
  private Instant notBefore = Instant.MIN;

  Backlog(Ledger ledger, Room room, Executor loop, InstantSource clock, Consumer<Run> claimed) {
    this.ledger = ledger;
    this.room = room;
    this.loop = loop;
    this.clock = clock;
    this.claimed = claimed;
  }

  /** A run of this handler waits in the store. */
  void waits(String handler, Instant dueAt) {
    waiting.merge(handler, dueAt, (a, b) -> a.isBefore(b) ? a : b);
  }

  /** Whether runs of this handler that are due wait in the store, which newcomers must not pass. */
  boolean isBehind(String handler, Instant now) {
    Instant earliest = waiting.get(handler);
    return underWay.contains(handler) || (earliest != null && !earliest.isAfter(now));
  }

  /**
   * Claims what is due soon, as far as there is room for what can wait, and then what is due now.
   * Returns when it wants to be called next, or null.
   */
  @Nullable Instant refill(Instant now) {
    if (now.isBefore(notBefore)) {
      return notBefore;
    }
    Instant next = null;
    for (Map.Entry<String, Instant> lane : List.copyOf(waiting.entrySet())) {
      String handler = lane.getKey();
      if (underWay.contains(handler)) {
        continue;
      }
      int ahead = room.leftOfHalf(handler);
      boolean hasSpare = isWorthAClaim(ahead, handler);
      Instant from = hasSpare ? lane.getValue().minus(HORIZON) : lane.getValue();
      if (!from.isAfter(now)) {
        Instant until = hasSpare ? now.plus(HORIZON) : now;
        claim(handler, until.plusMillis(1), hasSpare ? ahead : room.left(handler));
      } else if (next == null || from.isBefore(next)) {
        next = from;
      }
    }
    return next;
  }

  private boolean isWorthAClaim(int places, String handler) {
    int least = Math.max(1, Math.min(WORTH_A_CLAIM, room.ownPlaces()));
    return places >= least || (places > 0 && room.isEmpty(handler));
  }

  private void claim(String handler, Instant until, int left) {
    int places = Math.min(left, MOST_PER_CLAIM);
    if (!isWorthAClaim(places, handler) || !room.reserve(handler, places)) {
      return;
    }
    underWay.add(handler);
    waiting.remove(handler);
    ledger
        .claim(handler, until, places)
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
                        notBefore = clock.instant().plus(AFTER_FAILURE);
                        waits(handler, Instant.EPOCH);
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
