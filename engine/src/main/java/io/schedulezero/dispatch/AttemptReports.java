package io.schedulezero.dispatch;

import io.schedulezero.run.LogLine;
import io.schedulezero.run.Outcome;
import io.schedulezero.run.RunId;
import java.util.List;
import java.util.function.Consumer;

/** How a target tells what happens to its attempts. Callable from any thread; never blocks. */
public interface AttemptReports {
  /** What became of the word that an attempt is over. */
  enum Recorded {
    /** It is durable. */
    COMMITTED,
    /** The attempt is not under way, or not any more: nothing was changed. */
    STALE
  }

  /**
   * The attempt is over. Told once for each assignment, unless it was {@link #returned}.
   *
   * @param recorded told what became of it, on any thread; as long as the store is in trouble, it
   *     is not told
   */
  void ended(RunId run, long fence, Outcome outcome, Consumer<Recorded> recorded);

  /** As above, for a target that does not ask what becomes of it. */
  default void ended(RunId run, long fence, Outcome outcome) {
    ended(run, fence, outcome, any -> {});
  }

  /** The attempt is given back before its handler was called: it does not count. */
  void returned(RunId run, long fence, String why);

  /** Lines that the handler logged, in order. */
  void logged(RunId run, List<LogLine> lines);

  /** How far the handler says it is; only the latest counts. */
  void progressed(RunId run, double fraction, String message);
}
