package io.schedulezero.run;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which runs are meant. A null or empty part does not restrict.
 *
 * @param target the worker of the latest attempt, or {@code local}
 * @param from created at or after
 * @param to created before
 * @param text the whole id, or found in the handler, the key, the arguments, the note, or the type
 *     or message of the latest failure; A to Z match in either case
 */
public record RunFilter(
    Set<RunState> states,
    @Nullable String handler,
    @Nullable ScheduleId schedule,
    @Nullable String target,
    @Nullable String tag,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable String text) {
  /** Every run. */
  public static final RunFilter ALL =
      new RunFilter(Set.of(), null, null, null, null, null, null, null);

  public RunFilter {
    states = Set.copyOf(states);
  }

  public RunFilter withStates(Set<RunState> wanted) {
    return new RunFilter(wanted, handler, schedule, target, tag, from, to, text);
  }
}
