package io.schedulezero.store;

import io.schedulezero.journal.Change;
import io.schedulezero.journal.Change.AddRun;
import io.schedulezero.journal.Journal.Claimed;
import io.schedulezero.journal.Journal.Retention;
import io.schedulezero.journal.Journal.Waiting;
import io.schedulezero.journal.Receipt;
import io.schedulezero.run.Run;
import io.schedulezero.run.RunId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Writes to another backend at commit, and fails when told to. */
final class FaultyBackend implements Backend, Transaction {
  private final Backend backend;
  private final List<List<Change>> pending = new ArrayList<>();
  private final AtomicInteger commits = new AtomicInteger();
  private final AtomicInteger failures = new AtomicInteger();
  private final CountDownLatch held = new CountDownLatch(1);
  private volatile @Nullable CountDownLatch hold;
  private volatile long refused = -1;
  private volatile boolean passing;
  private volatile boolean rollbackFails;
  private volatile boolean askedToRollBack;

  FaultyBackend(Backend backend) {
    this.backend = backend;
  }

  /** The next commit waits until the latch is open. */
  CountDownLatch holdNextCommit() {
    CountDownLatch latch = new CountDownLatch(1);
    hold = latch;
    return latch;
  }

  void awaitHeld() {
    await(held);
  }

  void refuseRun(long id) {
    refused = id;
  }

  void failCommits(int times, boolean failuresPass) {
    failures.set(times);
    passing = failuresPass;
  }

  void failRollbacks() {
    rollbackFails = true;
  }

  void heal() {
    failures.set(0);
    rollbackFails = false;
  }

  boolean isAskedToRollBack() {
    return askedToRollBack;
  }

  /** Commits that were tried. */
  int commits() {
    return commits.get();
  }

  @Override
  public long epoch() {
    return backend.epoch();
  }

  @Override
  public long newestRun() {
    return backend.newestRun();
  }

  @Override
  public Transaction begin() {
    return this;
  }

  @Override
  public Supplier<Receipt> write(List<Change> changes) {
    for (Change change : changes) {
      if (change instanceof AddRun add && add.run().id().value() == refused) {
        throw new IllegalStateException("refused run " + refused);
      }
    }
    pending.add(changes);
    return () -> Receipt.ALL_NEW;
  }

  @Override
  public void commit() {
    commits.incrementAndGet();
    CountDownLatch latch = hold;
    if (latch != null) {
      hold = null;
      held.countDown();
      await(latch);
    }
    if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new IllegalStateException("the disk is gone");
    }
    Transaction transaction = backend.begin();
    pending.forEach(transaction::write);
    pending.clear();
    transaction.flush();
    backend.commit();
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(30, TimeUnit.SECONDS)) {
        throw new AssertionError("nobody opened the latch");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void rollback() {
    askedToRollBack = true;
    if (rollbackFails) {
      throw new IllegalStateException("still gone");
    }
    pending.clear();
  }

  @Override
  public boolean isPassing(Throwable failure) {
    return passing;
  }

  @Override
  public void flush() {}

  @Override
  public Claimed claim(String handler, Instant until, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Run> take(RunId id) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Waiting> waiting() {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Run> recover() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void release() {
    throw new UnsupportedOperationException();
  }

  @Override
  public int purge(List<Retention> rules, Instant now, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    backend.close();
  }
}
