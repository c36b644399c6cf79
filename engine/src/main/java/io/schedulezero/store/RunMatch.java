package io.schedulezero.store;

import io.schedulezero.run.Attempt;
import io.schedulezero.run.Failure;
import io.schedulezero.run.Run;
import io.schedulezero.run.RunFilter;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A filter of runs, asked run by run. */
record RunMatch(RunFilter filter) implements Predicate<Run> {
  @Override
  public boolean test(Run run) {
    return (filter.states().isEmpty() || filter.states().contains(run.state()))
        && (filter.handler() == null || filter.handler().equals(run.spec().handler()))
        && (filter.schedule() == null || fromSchedule(run))
        && (filter.target() == null || onTarget(run))
        && (filter.tag() == null || run.spec().tags().contains(filter.tag()))
        && (filter.from() == null || !run.createdAt().isBefore(filter.from()))
        && (filter.to() == null || run.createdAt().isBefore(filter.to()))
        && (filter.text() == null || says(run, filter.text()));
  }

  private boolean fromSchedule(Run run) {
    return run.fire() != null && run.fire().schedule().equals(filter.schedule());
  }

  private boolean onTarget(Run run) {
    return run.attempt() != null && run.attempt().target().equals(filter.target());
  }

  private static boolean says(Run run, String text) {
    String wanted = lower(text);
    Attempt attempt = run.attempt();
    Failure failure = attempt == null ? null : attempt.failure();
    return run.id().toString().equals(wanted)
        || contains(run.spec().handler(), wanted)
        || contains(run.spec().key(), wanted)
        || contains(run.spec().args(), wanted)
        || contains(run.note(), wanted)
        || (failure != null
            && (contains(failure.type(), wanted) || contains(failure.message(), wanted)));
  }

  private static boolean contains(@Nullable String text, String wanted) {
    return text != null && lower(text).contains(wanted);
  }

  /** A to Z only, as the databases do. */
  static String lower(String text) {
    char[] lower = text.toCharArray();
    for (int i = 0; i < lower.length; i++) {
      if (lower[i] >= 'A' && lower[i] <= 'Z') {
        lower[i] = (char) (lower[i] - 'A' + 'a');
      }
    }
    return new String(lower);
  }
}
