package io.schedulezero.schedule;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What happens to fires that could not happen on time, because nothing ran or everything was busy.
 *
 * @param maxAge a fire that is later than this is skipped whatever the policy; no bound if null
 * @param maxCount at most this many late fires are made up for, the newest ones; no bound if null
 */
public record Misfire(Policy policy, @Nullable Duration maxAge, @Nullable Integer maxCount) {
  public static final Misfire DEFAULT = new Misfire(Policy.FIRE_ONCE, null, null);

  public Misfire {
    if (maxAge != null && maxAge.isNegative()) {
      throw new IllegalArgumentException("misfire.max_age must be zero or more");
    }
    if (maxCount != null && maxCount < 1) {
      throw new IllegalArgumentException("misfire.max_count must be 1 or more");
    }
  }

  /** Which of the late fires make a run. */
  public enum Policy {
    /** The newest one. */
    FIRE_ONCE,
    /** None. */
    SKIP,
    /** All of them, oldest first. */
    FIRE_ALL
  }
}
