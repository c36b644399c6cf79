package io.schedulezero;

import io.schedulezero.flow.Explanation;
import io.schedulezero.run.Attempt;
import io.schedulezero.run.LogLine;
import io.schedulezero.run.Page;
import io.schedulezero.run.Run;
import io.schedulezero.run.RunFilter;
import io.schedulezero.run.RunId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Runs: submit them, find them, wait for them, stop them. Callable from any thread but a handler's
 * completion callback; a method blocks until what it says is committed, the ones that return a
 * future do not block.
 *
 * <p>Refusals: {@link BadRequest} names every bad field, {@link NotFound}, {@link Conflict} says
 * which state forbids it, {@link io.schedulezero.journal.JournalUnavailable} if the store cannot
 * take it; in each case nothing has changed.
 */
public interface Runs {
  Submitted submit(RunRequest request);

  /** All or none, in one commit; in the order of the requests. */
  List<Submitted> submitAll(List<RunRequest> requests);

  /**
   * As {@link #submitAll}; bad requests are thrown at once, the future completes after the commit.
   */
  CompletableFuture<List<Submitted>> submitAsync(List<RunRequest> requests);

  Optional<Run> find(RunId id);

  /** Every attempt, oldest first, the latest included. */
  List<Attempt> attempts(Run run);

  /** Newest first; {@code cursor} is the {@code next} of the page before. */
  Page<Run> list(RunFilter filter, @Nullable String cursor, int limit);

  List<LogLine> logs(RunId id, int after, int limit);

  Optional<RunProgress> progress(RunId id);

  /** Why a run is not running, or what became of it. {@link NotFound} if there is none. */
  Explanation explain(RunId id);

  /**
   * Completes with the run once it is in a terminal state and committed; fails with {@link
   * NotFound}.
   */
  CompletableFuture<Run> finished(RunId id);

  /**
   * Stops a run: at once if it has not started; a running handler is told and interrupted, and the
   * answer says {@code RUNNING} until it ends.
   */
  Run cancel(RunId id, String reason);

  /** Runs a failed or cancelled run again, with all its attempts anew. */
  Run retry(RunId id);

  /** As {@link #cancel} for all unfinished runs that match; how many. */
  int cancelAll(RunFilter filter, String reason);

  /** As {@link #retry} for all failed or cancelled runs that match; how many. */
  int retryAll(RunFilter filter);
}
