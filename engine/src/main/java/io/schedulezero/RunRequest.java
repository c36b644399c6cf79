package io.schedulezero;

import io.schedulezero.run.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
    List<String> tags) {
  public RunRequest {
    tags = List.copyOf(tags);
  }

  /** As soon as possible, in the handler's own way. */
  public static RunRequest of(String handler, String args) {
    return new RunRequest(handler, args, null, null, null, null, null, null, List.of());
  }

  public RunRequest at(Instant instant) {
    return new RunRequest(handler, args, instant, null, priority, timeout, retry, key, tags);
  }

  public RunRequest after(Duration wait) {
    return new RunRequest(handler, args, null, wait, priority, timeout, retry, key, tags);
  }

  public RunRequest withPriority(int value) {
    return new RunRequest(handler, args, runAt, delay, value, timeout, retry, key, tags);
  }

  public RunRequest withTimeout(Duration value) {
    return new RunRequest(handler, args, runAt, delay, priority, value, retry, key, tags);
  }

  public RunRequest withRetry(RetryPolicy value) {
    return new RunRequest(handler, args, runAt, delay, priority, timeout, value, key, tags);
  }

  public RunRequest withKey(String value) {
    return new RunRequest(handler, args, runAt, delay, priority, timeout, retry, value, tags);
  }

  public RunRequest withTags(List<String> value) {
    return new RunRequest(handler, args, runAt, delay, priority, timeout, retry, key, value);
  }
}
