package io.schedulezero.flow;

import io.schedulezero.journal.Journal;
import io.schedulezero.queue.Room;
import io.schedulezero.run.LaneName;
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
  private final ShortWait afterFailure = new ShortWait(AFTER_FAILURE);

  Backlog(Ledger ledger, Room room, Executor loop, InstantSource clock, Consumer<Run> claimed) {
    this.ledger = ledger;
    this.room = room;
    this.loop = loop;
    this.clock = clock;
    this.claimed = claimed;
  }

  /** A run of this lane waits in the store. */
  void waits(String lane, Instant dueAt) {
    waiting.merge(lane, dueAt, (a, b) -> a.isBefore(b) ? a : b);
  }

  /** Whether runs of this lane that are due wait in the store, which newcomers must not pass. */
  boolean isBehind(String lane, Instant now) {
    Instant earliest = waiting.get(lane);
    return underWay.contains(lane) || (earliest != null && !earliest.isAfter(now));
  }

  /**
   * Claims what is due soon, as far as there is room for what can wait, and then what is due now.
   * Returns when it wants to be called next, or null.
   */
  @Nullable Instant refill(Instant now) {
    if (afterFailure.isUnderWay(now)) {
      return afterFailure.until();
    }
    Instant next = null;
    for (Map.Entry<String, Instant> each : List.copyOf(waiting.entrySet())) {
      String lane = each.getKey();
      if (underWay.contains(lane)) {
        continue;
      }
      int ahead = room.leftOfHalf(lane);
      boolean hasSpare = isWorthAClaim(ahead, lane);
      Instant from = hasSpare ? each.getValue().minus(HORIZON) : each.getValue();
      if (!from.isAfter(now)) {
        Instant until = hasSpare ? now.plus(HORIZON) : now;
        claim(lane, until.plusMillis(1), hasSpare ? ahead : room.left(lane));
      } else if (next == null || from.isBefore(next)) {
        next = from;
      }
    }
    return next;
  }

  private boolean isWorthAClaim(int places, String lane) {
    int least = Math.max(1, Math.min(WORTH_A_CLAIM, room.ownPlaces(lane)));
    return places >= least || (places > 0 && room.isEmpty(lane));
  }

  private void claim(String lane, Instant until, int left) {
    int places = Math.min(left, MOST_PER_CLAIM);
    if (!isWorthAClaim(places, lane) || !room.reserve(lane, places)) {
      return;
    }
    underWay.add(lane);
    waiting.remove(lane);
    ledger
        .claim(lane, until, places)
        .whenComplete(
            (got, failure) ->
                loop.execute(
                    () -> {
                      underWay.remove(lane);
                      room.free(lane, places);
                      if (failure == null) {
                        take(lane, got);
                      } else {
                        LOG.warn(
                            "Claiming runs of {} failed; tried again",
                            LaneName.of(lane).handler(),
                            failure);
                        afterFailure.begin(clock.instant());
                        waits(lane, Instant.EPOCH);
                      }
                    }));
  }

  private void take(String lane, Journal.Claimed got) {
    if (got.next() != null) {
      waits(lane, got.next());
    }
    for (Run run : got.runs()) {
      room.take(run);
      claimed.accept(run);
    }
  }
}
