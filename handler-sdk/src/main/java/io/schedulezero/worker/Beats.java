package io.schedulezero.worker;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Heartbeats: when the next is due, and when those were sent that are not answered yet. */
final class Beats {
  private static final double JITTER = 0.1;
  private static final long BETWEEN = TimeUnit.MILLISECONDS.toNanos(250);
  private static final int MOST_UNANSWERED = 100;

  private final RandomGenerator random;
  private final Map<Long, Long> sentAt = new LinkedHashMap<>();
  private long every;
  private long n;
  private long dueAt;
  private long soonestAt;
  private @Nullable Long roundTrip;

  Beats(RandomGenerator random) {
    this.random = random;
  }

  /** A session begins; the first is due now. */
  void begin(long everyNanos, long now) {
    every = everyNanos;
    sentAt.clear();
    dueAt = now;
    soonestAt = now;
  }

  long every() {
    return every;
  }

  /** Number of the next one. */
  long next() {
    return n + 1;
  }

  /**
   * When the next is due.
   *
   * @param soon whether there is something that it should tell
   */
  long dueAt(boolean soon) {
    return soon ? Math.min(dueAt, soonestAt) : dueAt;
  }

  void sent(long now) {
    n++;
    sentAt.put(n, now);
    if (sentAt.size() > MOST_UNANSWERED) {
      sentAt.remove(sentAt.keySet().iterator().next());
    }
    dueAt = now + (long) (every * (1 + JITTER * (2 * random.nextDouble() - 1)));
    soonestAt = now + BETWEEN;
  }

  /** When the one that is answered was sent; null if it is not known, or answered already. */
  @Nullable Long answered(long number, long now) {
    Long when = sentAt.get(number);
    if (when == null) {
      return null;
    }
    Iterator<Long> numbers = sentAt.keySet().iterator();
    while (numbers.hasNext() && numbers.next() <= number) {
      numbers.remove();
    }
    roundTrip = now - when;
    return when;
  }

  /** Milliseconds that the last answer took. */
  OptionalDouble roundTripMillis() {
    return roundTrip == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(roundTrip / (double) TimeUnit.MILLISECONDS.toNanos(1));
  }
}
