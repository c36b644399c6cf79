package io.schedulezero;

import io.schedulezero.run.RetryPolicy;
import io.schedulezero.schedule.Policies;
import io.schedulezero.schedule.Trigger;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A schedule as its author writes it.
 *
 * @param id its name; one is made if null
 * @param args one JSON object as text
 * @param priority of its runs; the handler's own if null
 * @param timeout of one attempt; the handler's own if null
 * @param retry what follows a failure; the handler's own if null
 * @param route which targets may execute its runs
 * @param pauseReason not null if it is to begin paused
 */
public record ScheduleDraft(
    @Nullable String id,
    String handler,
    String args,
    Trigger trigger,
    Policies policies,
    @Nullable Integer priority,
    @Nullable Duration timeout,
    @Nullable RetryPolicy retry,
    List<String> tags,
    RouteRequest route,
    @Nullable String pauseReason) {
  public ScheduleDraft {
    tags = List.copyOf(tags);
  }

  /** Nothing special but when and what. */
  public static ScheduleDraft of(String id, String handler, String args, Trigger trigger) {
    return new ScheduleDraft(
        id,
        handler,
        args,
        trigger,
        Policies.DEFAULT,
        null,
        null,
        null,
        List.of(),
        RouteRequest.ANYWHERE,
        null);
  }

  public ScheduleDraft withPolicies(Policies value) {
    return new ScheduleDraft(
        id, handler, args, trigger, value, priority, timeout, retry, tags, route, pauseReason);
  }

  /** The same, executed where {@code value} says. */
  public ScheduleDraft routed(RouteRequest value) {
    return new ScheduleDraft(
        id, handler, args, trigger, policies, priority, timeout, retry, tags, value, pauseReason);
  }
}
