package io.schedulezero.run;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be executed, and how: the part of a run that its author decides and that never
 * changes.
 *
 * @param handler name of the handler
 * @param args the arguments, one JSON object as text, already checked against the handler's schema
 * @param priority 0 to 9, higher goes first, 5 unless told
 * @param timeout longest time one attempt may take; the handler's own if null
 * @param retry what follows a failure; the handler's own if null
 * @param key makes the run unique for its handler; none if null
 * @param tags words to find the run by
 * @param route which targets may execute it
 */
public record RunSpec(
    String handler,
    String args,
    int priority,
    @Nullable Duration timeout,
    @Nullable RetryPolicy retry,
    @Nullable String key,
    List<String> tags,
    Route route) {
  public static final int MIN_PRIORITY = 0;
  public static final int NORMAL_PRIORITY = 5;
  public static final int MAX_PRIORITY = 9;

  public RunSpec {
    if (priority < MIN_PRIORITY || priority > MAX_PRIORITY) {
      throw new IllegalArgumentException("priority must be 0 to 9, not " + priority);
    }
    tags = List.copyOf(tags);
  }

  /** What it counts against bounds of memory: one, and one more for every kilobyte of arguments. */
  public int size() {
    return 1 + (args.length() >>> 10);
  }

  /**
   * Runs of one lane wait behind each other: those of one handler that the same targets may have.
   */
  public String lane() {
    return route.isAnywhere() ? handler : handler + route.lane();
  }

  /** The same, executed where {@code route} says. */
  public RunSpec routed(Route where) {
    return new RunSpec(handler, args, priority, timeout, retry, key, tags, where);
  }

  /** A run of {@code handler} about which nothing else is special. */
  public static RunSpec of(String handler, String args) {
    return new RunSpec(handler, args, NORMAL_PRIORITY, null, null, null, List.of(), Route.ANYWHERE);
  }
}
