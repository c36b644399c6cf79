package io.schedulezero;

import io.schedulezero.journal.Journal;
import io.schedulezero.journal.Journal.Retention;
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
  private static final int BATCH = 500;
  private static final long REST_MILLIS = 60_000;
  private static final long BETWEEN_BATCHES_MILLIS = 50;

  private final Journal journal;
  private final List<Retention> rules;
  private final InstantSource clock;
  private final ScheduledExecutorService timer;

  Housekeeping(Journal journal, List<Retention> rules, InstantSource clock, ThreadFactory threads) {
    this.journal = journal;
    this.rules = rules;
    this.clock = clock;
    this.timer = new ScheduledThreadPoolExecutor(1, threads);
  }

  void start() {
    next(REST_MILLIS);
  }

  private void next(long millis) {
    if (!timer.isShutdown()) {
      timer.schedule(this::runOnce, millis, TimeUnit.MILLISECONDS);
    }
  }

  /** One batch; the next one follows soon if there was enough for a whole one. */
  void runOnce() {
    journal
        .purge(rules, clock.instant(), BATCH)
        .whenComplete(
            (deleted, failure) -> {
              if (failure != null) {
                LOG.debug("Deleting old runs failed; tried again", failure);
              }
              boolean more = failure == null && deleted >= BATCH;
              next(more ? BETWEEN_BATCHES_MILLIS : REST_MILLIS);
            });
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
