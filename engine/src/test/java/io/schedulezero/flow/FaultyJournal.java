package io.schedulezero.flow;

import io.schedulezero.journal.Change;
import io.schedulezero.journal.Journal;
import io.schedulezero.journal.JournalUnavailable;
import io.schedulezero.journal.Receipt;
import io.schedulezero.run.Run;
import io.schedulezero.run.RunId;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A real journal that can be told to refuse, as one does whose disk is full. */
final class FaultyJournal implements Journal {
  private final Journal real;
  private final CompletableFuture<Receipt> held = new CompletableFuture<>();
  private volatile boolean refuses;
  private volatile boolean losesAnswers;
  private volatile boolean holdsNext;
  private volatile CompletableFuture<Void> takes = CompletableFuture.completedFuture(null);

  FaultyJournal(Journal real) {
    this.real = real;
  }

  void refuse(boolean value) {
    refuses = value;
  }

  /** What is written is written, and whoever asked is told that it failed. */
  void loseAnswers(boolean value) {
    losesAnswers = value;
  }

  /** Nobody hears what they took before {@link #answerTakes}. */
  void holdTakes() {
    takes = new CompletableFuture<>();
  }

  void answerTakes() {
    takes.complete(null);
  }

  /** The next write fails, but not before {@link #failTheHeld}. */
  void holdNext() {
    holdsNext = true;
  }

  void failTheHeld() {
    held.completeExceptionally(refusal());
  }

  private static JournalUnavailable refusal() {
    return new JournalUnavailable("disk full", new IOException("no space left on device"));
  }

  @Override
  public CompletableFuture<Receipt> write(List<Change> changes) {
    if (holdsNext) {
      holdsNext = false;
      return held;
    }
    if (losesAnswers && !changes.isEmpty()) {
      return real.write(changes).thenCompose(receipt -> CompletableFuture.failedFuture(refusal()));
    }
    return refuses && !changes.isEmpty()
        ? CompletableFuture.failedFuture(refusal())
        : real.write(changes);
  }

  @Override
  public CompletableFuture<Claimed> claim(String handler, Instant until, int limit) {
    return real.claim(handler, until, limit);
  }

  @Override
  public CompletableFuture<Optional<Run>> take(RunId id) {
    return real.take(id).thenCombine(takes, (run, answered) -> run);
  }

  @Override
  public CompletableFuture<List<Waiting>> waiting() {
    return real.waiting();
  }

  @Override
  public CompletableFuture<List<Run>> recover() {
    return real.recover();
  }

  @Override
  public CompletableFuture<Void> release() {
    return real.release();
  }

  @Override
  public CompletableFuture<Integer> purge(List<Retention> rules, Instant now, int limit) {
    return real.purge(rules, now, limit);
  }

  @Override
  public long epoch() {
    return real.epoch();
  }

  @Override
  public long newestRun() {
    return real.newestRun();
  }

  @Override
  public void close() {
    real.close();
  }
}
