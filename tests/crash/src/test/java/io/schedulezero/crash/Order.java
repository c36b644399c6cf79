package io.schedulezero.crash;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing that is asked of the program under test. */
sealed interface Order {
  /** New runs, all or none. */
  record Submit(List<Wanted> runs) implements Order {
    public Submit {
      runs = List.copyOf(runs);
    }
  }

  record Create(Plan plan) implements Order {}

  record Update(Plan plan) implements Order {}

  record Delete(String id) implements Order {}

  record Pause(String id) implements Order {}

  record Resume(String id) implements Order {}

  /** How the schedule stands. */
  record Look(String id) implements Order {}

  /** Which state the run is in. */
  record Watch(String run) implements Order {}

  /**
   * A run to be.
   *
   * @param tag tells the request from all others; a repeated request has the same
   * @param number what the handler takes it for
   * @param delayMillis 0 for at once
   */
  record Wanted(String handler, String tag, int number, @Nullable String key, int delayMillis) {}

  /**
   * A schedule to be.
   *
   * @param tag tells this content from all others that the schedule has had
   */
  record Plan(String id, String tag, When when, String misfire, String overlap) {
    /** Fires that may not overlap last long enough to do so. */
    int number() {
      return overlap.equals("SKIP") ? 400 : 1;
    }
  }

  /**
   * When it fires.
   *
   * @param startAt the first fire of an interval; one interval after the creation if null
   */
  record When(Kind kind, long millis, @Nullable Instant startAt) {}

  /** The kinds of triggers whose fires the audit can compute by itself. */
  enum Kind {
    INTERVAL,
    /** From the end of a run to the start of the next. */
    AFTER_COMPLETION,
    /** By an expression with seconds; the interval is a divisor of a minute. */
    CRON_SECONDS,
    CRON_MINUTELY;

    boolean isCron() {
      return this == CRON_SECONDS || this == CRON_MINUTELY;
    }
  }

  /** The cron expression of a plan. */
  static String cron(When when) {
    return when.kind() == Kind.CRON_MINUTELY
        ? "* * * * *"
        : "*/" + when.millis() / 1_000 + " * * * * *";
  }

  /** What the handlers take, as JSON. */
  static String args(String tag, int number) {
    return "{\"tag\":\"" + tag + "\",\"number\":" + number + "}";
  }
}
