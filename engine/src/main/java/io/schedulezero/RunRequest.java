package io.schedulezero;

import io.schedulezero.run.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to have run. Everything but the handler may be left out.
 *
 * @param args one JSON object as text, {@code {}} if the handler takes nothing
 * @param runAt when; now if null
 * @param delay how long from now; not together with {@code runAt}
 * @param priority 0 to 9, higher goes first; the handler's own if null
 * @param timeout of one attempt; the handler's own if null
 * @param retry what follows a failure; the handler's own if null
 * @param key a second request with the same key for the same handler makes no second run
 * @param tags words to find the run by, in addition to the handler's own
 * @param route which targets may execute it
 */
public record RunRequest(
    String handler,
    String args,
    @Nullable Instant runAt,
    @Nullable Duration delay,
    @Nullable Integer priority,
    @Nullable Duration timeout,
    @Nullable RetryPolicy retry,
    @Nullable String key,
    List<String> tags,
    RouteRequest route) {
  public RunRequest {
    tags = List.copyOf(tags);
  }

  /** As soon as possible, in the handler's own way. */
  public static RunRequest of(String handler, String args) {
    return new RunRequest(
        handler, args, null, null, null, null, null, null, List.of(), RouteRequest.ANYWHERE);
  }

  public RunRequest at(Instant instant) {
    return new RunRequest(handler, args, instant, null, priority, timeout, retry, key, tags, route);
  }

  public RunRequest after(Duration wait) {
    return new RunRequest(handler, args, null, wait, priority, timeout, retry, key, tags, route);
  }

  public RunRequest withPriority(int value) {
    return new RunRequest(handler, args, runAt, delay, value, timeout, retry, key, tags, route);
  }

  public RunRequest withTimeout(Duration value) {
    return new RunRequest(handler, args, runAt, delay, priority, value, retry, key, tags, route);
  }

  public RunRequest withRetry(RetryPolicy value) {
    return new RunRequest(handler, args, runAt, delay, priority, timeout, value, key, tags, route);
  }

  public RunRequest withKey(String value) {
    return new RunRequest(
        handler, args, runAt, delay, priority, timeout, retry, value, tags, route);
  }

  public RunRequest withTags(List<String> value) {
    return new RunRequest(handler, args, runAt, delay, priority, timeout, retry, key, value, route);
  }

  /** Executed on a worker that has these labels, each with this value. */
  public RunRequest onWorker(Map<String, String> labels) {
    return routed(route.withLabels(labels));
  }

  /** Executed on this worker, or here if it is {@code local}; it waits until that is there. */
  public RunRequest onTarget(String name) {
    return routed(route.withTarget(name));
  }

  /** Executed where the version of the handler is in this range, such as {@code ^2.1}. */
  public RunRequest withHandlerVersion(String range) {
    return routed(route.withVersion(range));
  }

  /**
   * Executed where the others with this key are, as long as that target is there.
   *
   * @param key any text, or {@code $.customer} for what the arguments have there
   */
  public RunRequest withAffinity(String key) {
    return routed(route.withAffinity(key));
  }

  /**
   * Executed on each worker that hosts the handler and has the labels: the run makes one for each
   * of them, is over when they are, and tells their outcomes as its result.
   */
  public RunRequest onEachWorker() {
    return routed(route.broadcasting());
  }

  /** Executed where {@code value} says. */
  public RunRequest routed(RouteRequest value) {
    return new RunRequest(handler, args, runAt, delay, priority, timeout, retry, key, tags, value);
  }
}
