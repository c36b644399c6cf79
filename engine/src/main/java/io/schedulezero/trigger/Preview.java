package io.schedulezero.trigger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fires that are still to come. */
public final class Preview {
  private Preview() {}

  /**
   * The next fires after {@code from}, those that will be skipped included. Fires that follow the
   * completion of a run are shown as if every run took no time.
   *
   * @param to no fire after this; no bound if null
   * @param count at most so many
   */
  public static List<Nominal> next(FireTimes times, Instant from, @Nullable Instant to, int count) {
    List<Nominal> found = new ArrayList<>();
    Nominal next = times.after(from);
    while (next != null && found.size() < count && (to == null || !next.time().isAfter(to))) {
      found.add(next);
      next = times.after(next.time());
    }
    return found;
  }
}
