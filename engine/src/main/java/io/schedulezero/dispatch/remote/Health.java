package io.schedulezero.dispatch.remote;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How well a worker does, by its signs of life and by how its attempts end. One that is unhealthy
 * rests, longer each time, and then has to show with single attempts that it can. Knows no clock:
 * times are nanoseconds of whoever asks. On one thread, except for what is known of it.
 */
final class Health {
  static final double DEGRADED_FROM = 0.25;
  static final double UNHEALTHY_FROM = 0.6;
  static final int ENOUGH_FOR_DEGRADED = 5;
  static final int ENOUGH_FOR_UNHEALTHY = 10;
  static final int PROBES = 3;

  /** An attempt by which it shows that it can counts as passed when it goes on for so long. */
  static final Duration LONG_PROBE = Duration.ofSeconds(10);

  static final int BEATS_UNTIL_LATE = 2;
  static final int BEATS_UNTIL_SILENT = 3;
  static final Duration FIRST_REST = Duration.ofSeconds(10);
  static final Duration LONGEST_REST = Duration.ofMinutes(5);

  private static final double TENTH = 1e8;

  private final long beat;
  private volatile Known known = new Known(WorkerHealth.HEALTHY, "");
  private long rest = FIRST_REST.toNanos();
  private long restUntil = Long.MIN_VALUE;
  private long recoveredAt = Long.MIN_VALUE;
  private long signsSince;
  private int passed;
  private boolean wasSilent;

  /** What others may know. */
  record Known(WorkerHealth health, String reason) {}

  /**
   * What there is to judge by.
   *
   * @param silence since the last sign of life
   * @param stuck threads of handlers that ignore that they are to stop
   */
  record Signs(long silence, Blame blame, int stuck) {}

  Health(Duration heartbeat) {
    this.beat = heartbeat.toNanos();
  }

  /** Any thread. */
  WorkerHealth health() {
    return known.health();
  }

  /** Any thread. */
  Known known() {
    return known;
  }

  /** Another process, of which nothing is held against it yet. */
  void begin() {
    rest = FIRST_REST.toNanos();
    restUntil = Long.MIN_VALUE;
    recoveredAt = Long.MIN_VALUE;
    wasSilent = false;
    become(WorkerHealth.HEALTHY, "");
  }

  /** Judges anew. Returns whether it is another health than before. */
  boolean look(Signs signs, long nanos) {
    WorkerHealth before = health();
    if (signs.silence() >= BEATS_UNTIL_SILENT * beat) {
      fallSilent(signs);
    } else if (before == WorkerHealth.UNHEALTHY) {
      rise(nanos);
    } else if (before == WorkerHealth.RECOVERING) {
      trust(signs, nanos);
    } else {
      judge(signs, nanos);
    }
    return before != health();
  }

  /** One that rests, or has to show that it can, owes that still when it speaks again. */
  private void fallSilent(Signs signs) {
    wasSilent = wasSilent || health() == WorkerHealth.HEALTHY || health() == WorkerHealth.DEGRADED;
    become(WorkerHealth.UNHEALTHY, "it has given no sign of life for " + seconds(signs.silence()));
  }

  private void rise(long nanos) {
    if (nanos >= restUntil) {
      passed = 0;
      signsSince = nanos;
      String why = wasSilent ? "it was silent" : "its rest is over";
      become(WorkerHealth.RECOVERING, why + "; it is given one attempt at a time");
    }
  }

  /** One that was only silent has shown enough when it has given signs of life for a while. */
  private void trust(Signs signs, long nanos) {
    boolean late = signs.silence() >= BEATS_UNTIL_LATE * beat;
    if (late) {
      signsSince = nanos;
    } else if (wasSilent && nanos - signsSince >= BEATS_UNTIL_SILENT * beat) {
      recover(nanos);
    }
  }

  private void recover(long nanos) {
    wasSilent = false;
    recoveredAt = nanos;
    become(WorkerHealth.HEALTHY, "");
  }

  private void judge(Signs signs, long nanos) {
    Counts counts = signs.blame().counts();
    if (counts.total() >= ENOUGH_FOR_UNHEALTHY && counts.failureRate() >= UNHEALTHY_FROM) {
      layOff(signs.blame().detail(), nanos);
      return;
    }
    String reason = reservation(signs);
    become(
        reason == null ? WorkerHealth.HEALTHY : WorkerHealth.DEGRADED,
        reason == null ? "" : reason);
  }

  private @Nullable String reservation(Signs signs) {
    Counts counts = signs.blame().counts();
    if (signs.silence() >= BEATS_UNTIL_LATE * beat) {
      return "it has given no sign of life for " + seconds(signs.silence());
    }
    if (counts.total() >= ENOUGH_FOR_DEGRADED && counts.failureRate() >= DEGRADED_FROM) {
      return signs.blame().detail();
    }
    return signs.stuck() == 0
        ? null
        : "handlers that ignore that they are to stop hold threads of it: " + signs.stuck();
  }

  /** One that falls again soon after it recovered rests for twice as long. */
  private void layOff(String why, long nanos) {
    boolean again = recoveredAt > nanos - LONGEST_REST.toNanos();
    rest = again ? Math.min(2 * rest, LONGEST_REST.toNanos()) : FIRST_REST.toNanos();
    restUntil = nanos + rest;
    wasSilent = false;
    become(WorkerHealth.UNHEALTHY, why + "; it rests for " + seconds(rest));
  }

  /**
   * An attempt ended, or has gone on for {@link #LONG_PROBE}, while it recovers.
   *
   * @param passed false if it failed and that is held against the worker
   * @return whether it is another health than before
   */
  boolean probed(boolean passed, String handler, long nanos) {
    if (health() != WorkerHealth.RECOVERING) {
      return false;
    }
    if (!passed) {
      recoveredAt = nanos;
      layOff("an attempt of " + handler + " failed while it recovered", nanos);
    } else if (++this.passed >= PROBES) {
      recover(nanos);
    }
    return health() != WorkerHealth.RECOVERING;
  }

  private void become(WorkerHealth health, String reason) {
    if (!known.reason().equals(reason) || known.health() != health) {
      known = new Known(health, reason);
    }
  }

  private static String seconds(long nanos) {
    return Math.round(nanos / TENTH) / 10.0 + " s";
  }
}
