package io.schedulezero.journal;

import io.schedulezero.run.Run;
import io.schedulezero.run.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The only writer of durable state. It commits whatever has gathered while the last commit was
 * under way in one transaction (group commit), in the order in which it was handed in.
 *
 * <p>Instants are kept to the microsecond; what is finer may be cut off.
 *
 * <p>Every method may be called from any thread and does not block. The futures complete on the
 * journal's own thread, in the order of the calls, after the commit; what hangs on them must not
 * block. A future fails with {@link JournalUnavailable} if the changes are not written and never
 * will be; as long as that is not certain, it stays open. Only a journal that is closed while its
 * store does not answer has to leave the question open, and fails with another exception. A request
 * that is refused before it is tried fails on the thread of the caller.
 */
public interface Journal extends AutoCloseable {
  /** Writes all of {@code changes}, or none. */
  CompletableFuture<Receipt> write(List<Change> changes);

  /**
   * Takes runs that wait in the store and are due before {@code until}, highest priority first,
   * then the earliest due. From here on the engine holds them: no other claim returns them until a
   * move gives them back.
   *
   * @param lane to be filled, as {@link io.schedulezero.run.RunSpec#lane} names it
   * @param size how much may be taken, in {@link io.schedulezero.run.RunSpec#size sizes}; a run is
   *     taken as long as anything of it is left, so that the largest is taken, too
   */
  CompletableFuture<Claimed> claim(String lane, Instant until, int size);

  /**
   * Takes one run that nobody holds, whatever its state, so that it can be cancelled or run again.
   *
   * @return empty if there is no such run, or if it is held already
   */
  CompletableFuture<Optional<Run>> take(RunId id);

  /**
   * What waits in the store, by lane: each lane with the earliest instant at which one of its
   * waiting runs is due.
   */
  CompletableFuture<List<Waiting>> waiting();

  /**
   * After a start: the runs that an earlier process held and left unfinished. The queued and
   * scheduled ones wait in the store again from here on; the running ones are returned, since their
   * attempts are lost.
   */
  CompletableFuture<List<Run>> recover();

  /** Gives every held run that is not running back to the store. Called at a graceful stop. */
  CompletableFuture<Void> release();

  /**
   * Deletes some finished runs that are no longer wanted, the oldest of each handler first, with
   * everything that belongs to them; a run that was taken stays until it is given back. Then skips
   * as old as the rule for all handlers says.
   *
   * @param rules from the most particular to the most general; the first that names a run's handler
   *     decides
   * @param limit at most so many in this call
   * @return how many runs and skips were deleted; fewer than {@code limit} when no more are
   *     unwanted
   */
  CompletableFuture<Integer> purge(List<Retention> rules, Instant now, int limit);

  /**
   * The first half of every fence: greater than that of any earlier start on the same store, and 1
   * if there was none. Fixed for the life of this journal.
   */
  long epoch();

  /** The largest id of a run that the store held when it was opened; 0 if it held none. */
  long newestRun();

  /**
   * Commits what was handed in, then stops. Later calls fail. Called once more, it does nothing.
   */
  @Override
  void close();

  /**
   * What a claim took.
   *
   * @param next when the earliest run that still waits for this handler is due; null if none waits
   */
  record Claimed(List<Run> runs, @Nullable Instant next) {
    public Claimed {
      runs = List.copyOf(runs);
    }
  }

  /** Runs of one lane that wait in the store. */
  record Waiting(String lane, Instant earliestDue) {}

  /**
   * How long finished runs are kept.
   *
   * @param handlers the handlers it is for; all if empty
   * @param maxAge since they finished
   * @param maxCount newest so many, for each handler
   */
  record Retention(Set<String> handlers, Duration maxAge, long maxCount) {
    public Retention {
      handlers = Set.copyOf(handlers);
    }
  }
}
