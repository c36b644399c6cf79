package io.schedulezero.flow;

import io.schedulezero.journal.Change;
import io.schedulezero.journal.Change.MoveRun;
import io.schedulezero.journal.Journal;
import io.schedulezero.journal.Receipt;
import io.schedulezero.run.Run;
import io.schedulezero.run.RunId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the flow writes. A request may be refused when the store is in trouble; what has happened
 * may not: it is kept here, in order, and written when the store is back. Until then nothing new is
 * started.
 *
 * <p>What happens in one turn is handed to the journal together. Whatever else the flow asks of the
 * journal goes through here as well, since it must see what has happened before.
 *
 * <p>Used on the flow's thread, except for {@link #request}.
 */
final class Ledger {
  private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);
  private static final int MOST_OUTSTANDING = 50_000;
  private static final int MOST_REFUSALS = 60;
  private static final Duration RETRY_EVERY = Duration.ofMillis(500);

  private final Journal journal;
  private final Executor loop;
  private final InstantSource clock;
  private final AtomicInteger outstanding = new AtomicInteger();
  private final TreeMap<Long, Entry> unwritten = new TreeMap<>();
  private List<Entry> gathered = new ArrayList<>();
  private volatile boolean troubled;
  private final Set<Long> beingRetried = new HashSet<>();
  private final Map<Long, Integer> refusals = new HashMap<>();
  private long entries;
  private boolean takesOthers;
  private final ShortWait retry = new ShortWait(RETRY_EVERY);
  private volatile @Nullable CompletableFuture<Void> drained;

  private record Entry(long number, Change change, Runnable committed) {}

  Ledger(Journal journal, Executor loop, InstantSource clock) {
    this.journal = journal;
    this.loop = loop;
    this.clock = clock;
  }

  /** Asks for changes; whoever asked is told if they are refused. Any thread. */
  CompletableFuture<Receipt> request(List<Change> changes) {
    return journal.write(changes);
  }

  /**
   * Records what has happened.
   *
   * @param committed called on the journal's thread once it is written, however long that takes
   */
  void record(Change happened, Runnable committed) {
    Entry entry = new Entry(entries++, happened, committed);
    outstanding.incrementAndGet();
    if (troubled) {
      unwritten.put(entry.number, entry);
    } else {
      gathered.add(entry);
    }
  }

  /** Records what has happened, of which nobody needs to hear when it is written. */
  void record(Change happened) {
    record(happened, () -> {});
  }

  /** Hands what was recorded to the journal. */
  void flush() {
    if (gathered.isEmpty()) {
      return;
    }
    List<Entry> together = gathered;
    gathered = new ArrayList<>();
    journal
        .write(together.stream().map(Entry::change).toList())
        .whenComplete(
            (receipt, failure) -> {
              if (failure == null) {
                written(together);
              } else {
                troubled = true;
                loop.execute(() -> together.forEach(entry -> keep(entry, failure)));
              }
            });
  }

  /** As {@link Journal#claim}, after what has happened. */
  CompletableFuture<Journal.Claimed> claim(String lane, Instant until, int size) {
    flush();
    return journal.claim(lane, until, size);
  }

  /** As {@link Journal#take}, after what has happened. */
  CompletableFuture<Optional<Run>> take(RunId id) {
    flush();
    return journal.take(id);
  }

  private void written(List<Entry> together) {
    together.forEach(this::tell);
    noLongerOutstanding(together.size());
    if (troubled) {
      loop.execute(() -> together.forEach(this::supersede));
    }
  }

  /** One that fails keeps nobody else from hearing. */
  private void tell(Entry entry) {
    try {
      entry.committed.run();
    } catch (RuntimeException | Error fault) {
      LOG.error("What was to follow a commit failed: {}", entry.change, fault);
    }
  }

  private void noLongerOutstanding(int entries) {
    int before = outstanding.getAndAdd(-entries);
    if (before >= MOST_OUTSTANDING && before - entries < MOST_OUTSTANDING) {
      loop.execute(() -> {}); // a turn, since more may be started now
    }
    if (before == entries && drained != null) {
      drained.complete(null);
    }
  }

  private void keep(Entry entry, Throwable failure) {
    troubled = true; // the last of those before may have been written since
    if (!retry.isSet()) {
      LOG.warn("The store refuses what has happened; it is kept and tried again", failure);
      retry.begin(clock.instant());
    }
    unwritten.put(entry.number, entry);
  }

  /**
   * A later move of a run was written before an earlier one: only the attempt that ended is left to
   * write.
   */
  private void supersede(Entry newer) {
    if (!(newer.change instanceof MoveRun move)) {
      return;
    }
    unwritten
        .headMap(newer.number)
        .replaceAll(
            (number, older) -> isMoveOf(older, move.run().id()) ? merged(older, move) : older);
  }

  private static boolean isMoveOf(Entry entry, RunId run) {
    return entry.change instanceof MoveRun move && move.run().id().equals(run);
  }

  private static Entry merged(Entry older, MoveRun newer) {
    Change both = new MoveRun(newer.run(), ((MoveRun) older.change).ended(), newer.held());
    return new Entry(older.number, both, older.committed);
  }

  /**
   * Tries again what could not be written, if it is time. Returns when it wants to be called next,
   * or null.
   */
  @Nullable Instant tick() {
    Instant now = clock.instant();
    if (!retry.isSet() || retry.isUnderWay(now)) {
      return retry.until();
    }
    retry.begin(now);
    for (Entry entry : List.copyOf(unwritten.values())) {
      if (!beingRetried.add(entry.number)) {
        continue; // the store is slow; what is written twice could undo what came between
      }
      journal
          .write(List.of(entry.change))
          .whenComplete((receipt, failure) -> loop.execute(() -> retried(entry.number, failure)));
    }
    return retry.until();
  }

  private void retried(long number, @Nullable Throwable failure) {
    beingRetried.remove(number);
    Entry entry = unwritten.get(number);
    if (entry == null) {
      return;
    }
    if (failure == null) {
      takesOthers = true;
      tell(entry);
      settle(entry);
    } else if (takesOthers && refusals.merge(number, 1, Integer::sum) > MOST_REFUSALS) {
      LOG.error(
          "The store takes other changes, but never this one; it is given up, and nothing follows"
              + " from it: {}",
          entry.change,
          failure);
      settle(entry);
    }
  }

  private void settle(Entry entry) {
    unwritten.remove(entry.number);
    refusals.remove(entry.number);
    noLongerOutstanding(1);
    if (unwritten.isEmpty()) {
      LOG.info("The store takes everything again");
      troubled = false;
      takesOthers = false;
      retry.forget();
    }
  }

  /** {@code ok}, or what is wrong. */
  String health() {
    return troubled ? "it refuses what has happened, which is kept and tried again" : "ok";
  }

  /** Whether more may be started: the store takes what is written, and not too far behind. */
  boolean keepsUp() {
    return !troubled && outstanding.get() < MOST_OUTSTANDING;
  }

  /** Completes when all that has happened is written. Nothing more is recorded meanwhile. */
  CompletableFuture<Void> drain() {
    CompletableFuture<Void> empty = new CompletableFuture<>();
    drained = empty;
    flush();
    if (outstanding.get() == 0) {
      empty.complete(null);
    }
    return empty;
  }

  /** What has happened and is not committed yet. */
  int outstanding() {
    return outstanding.get();
  }
}
