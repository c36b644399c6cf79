package io.schedulezero.store;

import java.time.Duration;
import java.util.concurrent.ThreadFactory;

/**
 * How a storage behaves, whatever keeps its data.
 *
 * @param threads makes the journal's thread, which the journal then names {@code sz-journal}
 * @param maxPending when so many changes wait to be written, further ones are refused; a change
 *     with much text counts as several
 * @param totalsKept how long the totals of finished runs stay, whatever becomes of the runs
 */
public record StorageOptions(
    ThreadFactory threads, long maxPending, Duration totalsKept, JournalWatch watch) {
  private static final long HEAP_PER_CHANGE = 4_096;

  public StorageOptions {
    if (maxPending < 1) {
      throw new IllegalArgumentException("max_pending must be 1 or more, not " + maxPending);
    }
  }

  /** Room for as many waiting changes as a quarter of the heap can hold. */
  public static StorageOptions with(ThreadFactory threads) {
    long room = Runtime.getRuntime().maxMemory() / HEAP_PER_CHANGE;
    long maxPending = Math.min(1_000_000, Math.max(10_000, room));
    return new StorageOptions(threads, maxPending, Duration.ofDays(31), JournalWatch.NONE);
  }

  public StorageOptions watchedBy(JournalWatch value) {
    return new StorageOptions(threads, maxPending, totalsKept, value);
  }
}
