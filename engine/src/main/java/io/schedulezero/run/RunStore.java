package io.schedulezero.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads of committed runs. Called from any thread but the flow's; may block. All writes go through
 * the journal.
 */
public interface RunStore {
  Optional<Run> find(RunId id);

  /** The attempts before the latest one, oldest first. */
  List<Attempt> earlierAttempts(RunId id);

  /**
   * Newest first.
   *
   * @param cursor the {@code next} of the page before, or null for the first page
   * @throws IllegalArgumentException if the cursor is not one of ours
   */
  Page<Run> list(RunFilter filter, @Nullable String cursor, int limit);

  /** Lines of one run with a number above {@code after}, oldest first. */
  List<LogLine> logs(RunId id, int after, int limit);

  /** Hands over every run that a fire made and that has not finished, once, at start. */
  void forEachUnfinishedFire(BiConsumer<RunId, Fire> each);

  /** How many runs are in each state, states without runs left out. */
  Map<RunState, Long> countByState();

  /**
   * Totals of runs that finished in {@code [from, to)}, oldest first, then by handler and state.
   * The minutes in which {@code from} and {@code to} lie count in full. They outlive the runs.
   *
   * @param step in whole minutes, rounded up; steps begin at multiples of it since 1970
   */
  List<RunTotals> totals(Instant from, Instant to, Duration step);
}
