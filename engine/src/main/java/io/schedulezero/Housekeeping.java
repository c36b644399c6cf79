package io.schedulezero;

import io.schedulezero.journal.Journal;
import io.schedulezero.journal.Journal.Retention;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what the retention does not keep, little by little, so that nothing else waits for it.
 */
final class Housekeeping implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
  private final Journal journal;
  private final List<Retention> rules;
  private final InstantSource clock;
  private final Pace pace;
  private final ScheduledExecutorService timer;

  /**
   * How fast it deletes.
   *
   * @param batch runs at a time
   * @param betweenBatches while there is more to delete
   * @param rest when there was not enough for a batch
   */
  record Pace(int batch, Duration betweenBatches, Duration rest) {
    /** A disk has other things to do. */
    static final Pace OF_DISK = new Pace(500, Duration.ofMillis(50), Duration.ofMinutes(1));

    /** What stays too long in memory takes the place of something else. */
    static final Pace OF_MEMORY = new Pace(2_000, Duration.ofMillis(1), Duration.ofSeconds(1));
  }

  Housekeeping(
      Journal journal,
      List<Retention> rules,
      InstantSource clock,
      Pace pace,
      ThreadFactory threads) {
    this.journal = journal;
    this.rules = rules;
    this.clock = clock;
    this.pace = pace;
    this.timer = new ScheduledThreadPoolExecutor(1, threads);
  }

  void start() {
    next(pace.rest());
  }

  private void next(Duration after) {
    if (!timer.isShutdown()) {
      timer.schedule(this::runOnce, after.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** One batch; the next one follows soon if there was enough for a whole one. */
  void runOnce() {
    journal
        .purge(rules, clock.instant(), pace.batch())
        .whenComplete(
            (deleted, failure) -> {
              if (failure != null) {
                LOG.debug("Deleting old runs failed; tried again", failure);
              }
              boolean more = failure == null && deleted >= pace.batch();
              next(more ? pace.betweenBatches() : pace.rest());
            });
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
