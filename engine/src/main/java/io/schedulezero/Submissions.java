package io.schedulezero;

import io.schedulezero.handler.ArgumentProblem;
import io.schedulezero.handler.Arguments;
import io.schedulezero.run.RetryPolicy;
import io.schedulezero.run.Route;
import io.schedulezero.run.RunSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks what is wanted, and makes a specification of it; whatever is wrong is said at once and by
 * field.
 */
final class Submissions {
  /** The furthest that a run may be scheduled ahead. */
  private static final Duration FURTHEST = Duration.ofDays(366L * 100);

  private static final int MAX_KEY = 200;
  private static final int MAX_TAGS = 20;
  private static final int MAX_TAG = 100;

  private final KnownHandlers handlers;

  Submissions(KnownHandlers handlers) {
    this.handlers = handlers;
  }

  /** What somebody wants of a handler, be it for one run or for every run of a schedule. */
  record Wanted(
      String handler,
      String args,
      @Nullable Integer priority,
      @Nullable Duration timeout,
      @Nullable RetryPolicy retry,
      @Nullable String key,
      List<String> tags,
      RouteRequest route) {
    static Wanted of(RunRequest request) {
      return new Wanted(
          request.handler(),
          request.args(),
          request.priority(),
          request.timeout(),
          request.retry(),
          request.key(),
          request.tags(),
          request.route());
    }

    static Wanted of(ScheduleDraft draft) {
      return new Wanted(
          draft.handler(),
          draft.args(),
          draft.priority(),
          draft.timeout(),
          draft.retry(),
          null,
          draft.tags(),
          draft.route());
    }
  }

  /**
   * Checks one.
   *
   * @param at where it stands in a list, such as {@code [3].}; empty if it is the only one
   * @return the specification, or empty if problems were added
   */
  Optional<RunSpec> spec(Wanted wanted, String at, List<Problem> problems) {
    int before = problems.size();
    KnownHandler handler = handlers.get(wanted.handler());
    if (handler == null) {
      problems.add(new Problem(at + "handler", unknown(wanted.handler())));
      return Optional.empty();
    }
    for (ArgumentProblem problem : handler.check(wanted.args())) {
      problems.add(new Problem(at + problem.path(), problem.message()));
    }
    checkPriority(wanted.priority(), at, problems);
    checkTimeout(wanted.timeout(), at, problems);
    checkKey(wanted.key(), at, problems);
    checkTags(wanted.tags(), at, problems);
    Route route = Routes.route(wanted.route(), wanted.args(), at, problems);
    return problems.size() > before ? Optional.empty() : Optional.of(spec(wanted, handler, route));
  }

  private static RunSpec spec(Wanted wanted, KnownHandler handler, Route route) {
    Integer priority = wanted.priority();
    return new RunSpec(
        wanted.handler(),
        wanted.args(),
        priority == null ? handler.priority() : priority,
        wanted.timeout(),
        wanted.retry(),
        wanted.key(),
        joined(handler.tags(), wanted.tags()),
        route);
  }

  private static List<String> joined(List<String> first, List<String> second) {
    if (second.isEmpty()) {
      return first;
    }
    Set<String> all = new LinkedHashSet<>(first);
    all.addAll(second);
    return List.copyOf(all);
  }

  private String unknown(String handler) {
    return "\"%s\" is not a handler; there are: %s"
        .formatted(shortened(handler), Arguments.names(handlers.names()));
  }

  private static void checkPriority(@Nullable Integer priority, String at, List<Problem> problems) {
    if (priority != null && (priority < RunSpec.MIN_PRIORITY || priority > RunSpec.MAX_PRIORITY)) {
      problems.add(new Problem(at + "priority", priority + " is not 0 to 9"));
    }
  }

  private static void checkTimeout(@Nullable Duration timeout, String at, List<Problem> problems) {
    if (timeout != null && (timeout.isNegative() || timeout.isZero())) {
      problems.add(new Problem(at + "timeout", timeout + " is not more than zero"));
    }
    if (timeout != null && timeout.compareTo(FURTHEST) > 0) {
      problems.add(new Problem(at + "timeout", timeout + " is more than a hundred years"));
    }
  }

  private static void checkKey(@Nullable String key, String at, List<Problem> problems) {
    if (key != null && (key.isBlank() || key.length() > MAX_KEY)) {
      problems.add(new Problem(at + "key", "must have 1 to " + MAX_KEY + " characters"));
    }
  }

  private static void checkTags(List<String> tags, String at, List<Problem> problems) {
    if (tags.size() > MAX_TAGS) {
      problems.add(new Problem(at + "tags", tags.size() + " are more than " + MAX_TAGS));
      return;
    }
    for (String tag : tags) {
      if (tag.isBlank() || tag.length() > MAX_TAG) {
        problems.add(
            new Problem(
                at + "tags",
                "\"" + shortened(tag) + "\" must have 1 to " + MAX_TAG + " characters"));
      }
    }
  }

  /** When a request is due, to the microsecond; null if problems were added. */
  static @Nullable Instant dueAt(
      RunRequest request, Instant now, String at, List<Problem> problems) {
    Instant runAt = request.runAt();
    Duration delay = request.delay();
    if (runAt != null && delay != null) {
      problems.add(new Problem(at + "delay", "not together with run_at"));
      return null;
    }
    if (delay != null && (delay.isNegative() || delay.compareTo(FURTHEST) > 0)) {
      problems.add(new Problem(at + "delay", delay + " is not zero to a hundred years"));
      return null;
    }
    if (runAt != null && runAt.isAfter(now.plus(FURTHEST))) {
      problems.add(new Problem(at + "run_at", runAt + " is more than a hundred years ahead"));
      return null;
    }
    Instant due = delay == null ? runAt : now.plus(delay);
    return due == null || due.isBefore(now) ? now : due.truncatedTo(ChronoUnit.MICROS);
  }

  static String shortened(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }
}
