package io.schedulezero.crash;

import io.schedulezero.crash.Order.Kind;
import io.schedulezero.crash.Order.Plan;
import io.schedulezero.crash.Order.Wanted;
import io.schedulezero.crash.Order.When;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What a caller comes up with next: random, and never the same tag twice. */
final class Wishes {
  private static final int MOST_IN_A_BATCH = 20;
  private static final int RECENT_KEYS = 20;

  private final String caller;
  private final Random random;
  private final List<Wanted> keyed = new ArrayList<>();
  private int count;

  Wishes(String caller, Random random) {
    this.caller = caller;
    this.random = random;
  }

  private String newTag() {
    return caller + "-" + ++count;
  }

  Wanted run() {
    String tag = newTag();
    int delay = random.nextInt(7) == 0 ? 50 + random.nextInt(3_000) : 0;
    int kind = random.nextInt(100);
    if (kind < 62) {
      return new Wanted("work", tag, millis(), null, delay);
    }
    if (kind < 82) {
      return new Wanted("once", tag, millis(), null, delay);
    }
    return kind < 93
        ? new Wanted("flaky", tag, 1 + random.nextInt(3), null, delay)
        : new Wanted("doomed", tag, 1, null, delay);
  }

  /** Most are short; some are long enough to be met by a kill, and a few by several. */
  private int millis() {
    if (random.nextInt(150) == 0) {
      return 1_500 + random.nextInt(1_500);
    }
    return random.nextInt(25) == 0 ? 50 + random.nextInt(250) : random.nextInt(3);
  }

  List<Wanted> batch() {
    List<Wanted> runs = new ArrayList<>();
    int size = 2 + random.nextInt(MOST_IN_A_BATCH - 1);
    for (int i = 0; i < size; i++) {
      runs.add(run());
    }
    return runs;
  }

  /** A run with a key, which may have been asked for before. */
  Wanted keyed() {
    if (!keyed.isEmpty() && random.nextInt(3) == 0) {
      int from = Math.max(0, keyed.size() - RECENT_KEYS);
      return keyed.get(from + random.nextInt(keyed.size() - from));
    }
    String key = newTag();
    Wanted fresh = new Wanted("work", key, 0, key, 0);
    keyed.add(fresh);
    return fresh;
  }

  String newScheduleId() {
    return "s-" + newTag();
  }

  Plan plan(String id) {
    String[] misfires = {"FIRE_ONCE", "SKIP", "FIRE_ALL"};
    String overlap = random.nextInt(4) == 0 ? "SKIP" : "ALLOW";
    return new Plan(id, newTag(), when(), misfires[random.nextInt(misfires.length)], overlap);
  }

  private When when() {
    int kind = random.nextInt(10);
    if (kind < 5) {
      long[] steps = {100, 250, 1_000, 1_000, 2_000};
      Instant soon = Instant.now().truncatedTo(ChronoUnit.MILLIS).plusMillis(300);
      long step = steps[random.nextInt(steps.length)];
      return new When(Kind.INTERVAL, step, random.nextInt(3) == 0 ? soon : null);
    }
    if (kind < 6) {
      return new When(Kind.AFTER_COMPLETION, 300, null);
    }
    return kind < 9
        ? new When(Kind.CRON_SECONDS, 1_000L * (1 + random.nextInt(3)), null)
        : new When(Kind.CRON_MINUTELY, 60_000, null);
  }
}
