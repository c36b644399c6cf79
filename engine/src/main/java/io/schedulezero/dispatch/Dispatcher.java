package io.schedulezero.dispatch;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Picks the target of an attempt: of those that host the handler, the one with the largest share of
 * its slots free; equals take turns. Targets come and go on any thread; all else happens on the
 * flow's.
 */
public final class Dispatcher {
  private final List<Target> targets = new CopyOnWriteArrayList<>();
  private final Adoption adoption;
  private int turn;

  public Dispatcher(List<? extends Target> targets) {
    this(targets, Adoption.NONE);
  }

  public Dispatcher(List<? extends Target> targets, Adoption adoption) {
    this.targets.addAll(targets);
    this.adoption = adoption;
  }

  public void add(Target target) {
    targets.add(target);
  }

  public void remove(Target target) {
    targets.remove(target);
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
    double mostFree = 0;
    Object[] all = targets.toArray();
    turn = turn + 1 < all.length ? turn + 1 : 0;
    for (int i = 0; i < all.length; i++) {
      Target target = (Target) all[(turn + i) % all.length];
      int room = target.room();
      double free = room / (double) Math.max(1, target.slots());
      if (room > 0 && free > mostFree && target.hosts(handler)) {
        best = target;
        mostFree = free;
      }
    }
    return best;
  }

  /** Whether any target hosts the handler now, with or without room. Any thread. */
  public boolean hosts(String handler) {
    return targets.stream().anyMatch(target -> target.hosts(handler));
  }

  /** As {@link Adoption#adopt}. */
  public @Nullable Target adopt(Assignment attempt, String target, AttemptReports reports) {
    return adoption.adopt(attempt, target, reports);
  }
}
