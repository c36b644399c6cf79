package io.schedulezero.dispatch;

import io.schedulezero.run.RunId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Picks the target of an attempt: of those that host the handler, the one with the most room. */
public final class Dispatcher {
  private final List<Target> targets;

  public Dispatcher(List<Target> targets) {
    this.targets = List.copyOf(targets);
  }

  /** Whether any target has room at all. */
  public boolean hasRoom() {
    for (Target target : targets) {
      if (target.room() > 0) {
        return true;
      }
    }
    return false;
  }

  /** The target that should execute the handler now, or null if none can. */
  public @Nullable Target pick(String handler) {
    Target best = null;
    int bestRoom = 0;
    for (Target target : targets) {
      int room = target.room();
      if (room > bestRoom && target.hosts(handler)) {
        best = target;
        bestRoom = room;
      }
    }
    return best;
  }

  /** Stops the attempt on whichever target has it. */
  public void cancel(RunId run, String reason) {
    targets.forEach(target -> target.cancel(run, reason));
  }
}
