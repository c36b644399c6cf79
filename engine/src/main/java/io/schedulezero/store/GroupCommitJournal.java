package io.schedulezero.store;

import io.schedulezero.journal.Change;
import io.schedulezero.journal.Journal;
import io.schedulezero.journal.JournalUnavailable;
import io.schedulezero.journal.Receipt;
import io.schedulezero.run.LaneName;
import io.schedulezero.run.Run;
import io.schedulezero.run.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers requests while a commit is under way and commits them together with the next one. One
 * thread carries out all of them, claims included, in the order in which they came; that order is
 * what makes a claim exclusive.
 */
final class GroupCommitJournal implements Journal {
  private static final Logger log = LoggerFactory.getLogger(GroupCommitJournal.class);

  /** Bounds how long the first caller of a turn waits for the last one. */
  private static final int TURN_WEIGHT = 4_000;

  private static final int TRIES = 3;
  private static final String IN_DOUBT =
      "It is not known whether these changes are stored; look for them before repeating them";
  private static final Duration BETWEEN_DOUBTS = Duration.ofMillis(500);

  private final Backend backend;
  private final JournalWatch watch;
  private final RequestQueue queue;
  private final Thread thread;

  /** Why nobody knows at the moment what is stored; requests are refused meanwhile. */
  private volatile @Nullable RuntimeException doubt;

  /** The last request was refused by the store. Journal's thread only. */
  private boolean refusing;

  private GroupCommitJournal(Backend backend, StorageOptions options) {
    this.backend = backend;
    this.watch = options.watch();
    this.queue = new RequestQueue(options.maxPending());
    this.thread = options.threads().newThread(this::runUntilClosed);
    thread.setName("sz-journal");
    thread.setDaemon(true);
  }

  /** Takes {@code backend} over: it is used by the journal's thread only, and closed with it. */
  static GroupCommitJournal start(Backend backend, StorageOptions options) {
    GroupCommitJournal journal = new GroupCommitJournal(backend, options);
    journal.thread.start();
    return journal;
  }

  @Override
  public CompletableFuture<Receipt> write(List<Change> changes) {
    return ask(Request.write(changes));
  }

  @Override
  public CompletableFuture<Claimed> claim(String lane, Instant until, int size) {
    return ask(
        Request.of(
            "claim for " + LaneName.of(lane).handler(), size, tx -> tx.claim(lane, until, size)));
  }

  @Override
  public CompletableFuture<Optional<Run>> take(RunId id) {
    return ask(Request.of("take of run " + id, 1, tx -> tx.take(id)));
  }

  @Override
  public CompletableFuture<List<Waiting>> waiting() {
    return ask(Request.of("list of what waits", 1, Transaction::waiting));
  }

  @Override
  public CompletableFuture<List<Run>> recover() {
    return ask(Request.of("recovery", 1, Transaction::recover));
  }

  @Override
  public CompletableFuture<Void> release() {
    return ask(Request.of("release", 1, this::released)).thenRun(() -> {});
  }

  @Override
  public CompletableFuture<Integer> purge(List<Retention> rules, Instant now, int limit) {
    List<Retention> copy = List.copyOf(rules);
    return ask(Request.of("purge", limit, tx -> tx.purge(copy, now, limit)));
  }

  @Override
  public long epoch() {
    return backend.epoch();
  }

  @Override
  public long newestRun() {
    return backend.newestRun();
  }

  private <T> CompletableFuture<T> ask(Request<T> request) {
    RuntimeException unsure = doubt;
    String refusal =
        unsure == null ? queue.offer(request) : "the store does not answer: " + unsure.getMessage();
    if (refusal != null) {
      request.failed(unavailable(request, refusal, unsure));
    }
    return request.answer();
  }

  private Boolean released(Transaction transaction) {
    transaction.release();
    return true;
  }

  private void runUntilClosed() {
    try (backend) {
      while (runOnce()) {
        // each turn says itself what went wrong
      }
    }
  }

  /** One turn: waits for requests, commits them. False when closed, and all is done. */
  private boolean runOnce() {
    List<Request<?>> turn = queue.take(TURN_WEIGHT);
    if (turn.isEmpty()) {
      return false;
    }
    try {
      carryOut(turn);
    } catch (RuntimeException | Error e) {
      log.error("The journal does not know what of the last changes is stored", e);
      turn.forEach(request -> request.failed(new IllegalStateException(IN_DOUBT, e)));
    }
    return true;
  }

  /**
   * Splits what fails, so that a request which cannot be carried out takes no neighbour with it.
   */
  private void carryOut(List<Request<?>> turn) {
    Throwable failure = commit(turn);
    for (int tries = 1; tries < TRIES && isPassing(failure); tries++) {
      failure = commit(turn);
    }
    if (failure == null) {
      return;
    }
    if (turn.size() == 1 || isPassing(failure)) {
      refuse(turn, failure);
    } else {
      int half = turn.size() / 2;
      carryOut(turn.subList(0, half));
      carryOut(turn.subList(half, turn.size()));
    }
  }

  private boolean isPassing(@Nullable Throwable failure) {
    return failure != null && backend.isPassing(failure);
  }

  /**
   * All of {@code turn} or nothing.
   *
   * @return what made it fail, once it is certain that nothing of it is stored; otherwise null
   */
  private @Nullable Throwable commit(List<Request<?>> turn) {
    watch.committing(turn.size(), turn.stream().mapToInt(Request::weight).sum());
    try {
      Transaction transaction = backend.begin();
      for (Request<?> request : turn) {
        request.perform(transaction);
      }
      transaction.flush();
      backend.commit();
    } catch (RuntimeException | Error e) {
      takeBack(turn.size(), e);
      return e;
    }
    refusing = false;
    watch.committed();
    turn.forEach(Request::committed);
    return null;
  }

  /** Does not return before it is certain that nothing of the turn is stored. */
  private void takeBack(int requests, Throwable failure) {
    while (true) {
      try {
        backend.rollback();
        doubt = null;
        return;
      } catch (RuntimeException e) {
        e.addSuppressed(failure);
        if (doubt == null) {
          log.error(
              "A commit of {} requests failed, and whether it is stored is not known yet. The"
                  + " journal refuses further requests and asks the store every {} ms",
              requests,
              BETWEEN_DOUBTS.toMillis(),
              e);
        }
        doubt = e;
        if (queue.closedWithin(BETWEEN_DOUBTS)) {
          throw new IllegalStateException("closed before the store answered", e);
        }
      }
    }
  }

  private void refuse(List<Request<?>> turn, Throwable failure) {
    if (refusing) {
      log.debug("The store refused again: {}", turn, failure);
    } else {
      log.warn(
          "The store refused {} requests; refusals in a row are logged at DEBUG from here on",
          turn.size(),
          failure);
    }
    refusing = true;
    for (Request<?> request : turn) {
      request.failed(unavailable(request, String.valueOf(failure.getMessage()), failure));
    }
  }

  private static JournalUnavailable unavailable(
      Request<?> request, String why, @Nullable Throwable cause) {
    return new JournalUnavailable("Nothing was written (" + request + "): " + why, cause);
  }

  @Override
  public void close() {
    queue.close();
    boolean interrupted = false;
    while (thread.isAlive() && thread != Thread.currentThread()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
