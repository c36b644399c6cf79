package io.schedulezero.flow;

import io.schedulezero.dispatch.Assignment;
import io.schedulezero.run.RetryPolicy;
import io.schedulezero.run.Run;
import io.schedulezero.run.RunSpec;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a handler says of itself, for runs that say nothing else.
 *
 * @param known whether the handler has said it, and not somebody in its place
 * @param timeout of one attempt, or null
 * @param atMostOnce whether a lost or failed attempt is never repeated
 */
public record HandlerRules(
    boolean known, @Nullable Duration timeout, RetryPolicy retry, boolean atMostOnce) {
  /** For a handler that nobody knows any more. */
  public static final HandlerRules UNKNOWN =
      new HandlerRules(false, null, RetryPolicy.DEFAULT, false);

  /** What a target is told of an attempt that has just begun. */
  Assignment assignment(Run run, long fence) {
    RunSpec spec = run.spec();
    return new Assignment(
        run.id(),
        spec.handler(),
        spec.args(),
        run.attempt() == null ? 1 : run.attempt().number(),
        fence,
        run.fire() == null ? run.createdAt() : run.fire().time(),
        spec.timeout() == null ? timeout : spec.timeout(),
        spec.priority(),
        run.fire() == null ? null : run.fire().schedule().value(),
        spec.key());
  }

  /** Why a waiting run must not start, or null. */
  @Nullable String forbids(Run waiting) {
    return atMostOnce && waiting.attempts() > 0
        ? "an attempt has begun already, and at_most_once forbids another"
        : null;
  }

  RetryPolicy retryOf(RunSpec spec) {
    if (atMostOnce) {
      return RetryPolicy.NONE;
    }
    return spec.retry() == null ? retry : spec.retry();
  }
}
