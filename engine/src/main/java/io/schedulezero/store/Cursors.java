package io.schedulezero.store;

import io.schedulezero.run.Page;
import io.schedulezero.run.RunId;
import io.schedulezero.schedule.PastFire;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the next page begins, as text that means nothing to whoever carries it. */
final class Cursors {
  private Cursors() {}

  /** The id before which a page of runs begins, newest first. */
  static long before(@Nullable String cursor) {
    if (cursor == null) {
      return Long.MAX_VALUE;
    }
    try {
      return RunId.parse(cursor).value();
    } catch (IllegalArgumentException e) {
      throw notOurs(cursor, e);
    }
  }

  private static IllegalArgumentException notOurs(String cursor, @Nullable Exception cause) {
    String shown = cursor.length() > 40 ? cursor.substring(0, 40) + "…" : cursor;
    return new IllegalArgumentException(
        "cursor \"" + shown + "\" is not one that a list returned; begin without", cause);
  }

  /**
   * A place among past fires: newest first, and at one instant the run before the skip.
   *
   * @param kind {@link #RUN} or {@link #SKIP}
   */
  record FirePlace(long time, int kind) {
    static final int SKIP = 0;
    static final int RUN = 1;
    private static final FirePlace START = new FirePlace(Long.MAX_VALUE, RUN + 1);

    static FirePlace parse(@Nullable String cursor) {
      if (cursor == null) {
        return START;
      }
      int dot = cursor.indexOf('.');
      try {
        return new FirePlace(
            Long.parseLong(cursor.substring(0, Math.max(dot, 0))),
            Integer.parseInt(cursor.substring(dot + 1)));
      } catch (NumberFormatException e) {
        throw notOurs(cursor, e);
      }
    }

    boolean isAfter(long otherTime, int otherKind) {
      return otherTime < time || (otherTime == time && otherKind < kind);
    }

    static int kind(PastFire fire) {
      return fire instanceof PastFire.Made ? RUN : SKIP;
    }

    /** The page that begins {@code found}, which is one longer if another page follows. */
    static Page<PastFire> page(List<PastFire> found, int limit) {
      if (found.size() <= limit) {
        return new Page<>(found, null);
      }
      List<PastFire> items = found.subList(0, limit);
      PastFire last = items.get(limit - 1);
      return new Page<>(items, new FirePlace(Micros.of(last.time()), kind(last)).toString());
    }

    @Override
    public String toString() {
      return time + "." + kind;
    }
  }
}
