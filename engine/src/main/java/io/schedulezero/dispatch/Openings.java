package io.schedulezero.dispatch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which targets have room, as far as is known: one that was seen full is not asked again before the
 * next look, which then says that it has room. On the flow's thread only.
 */
final class Openings {
  private Target @Nullable [] targets;
  private final List<Target> open = new ArrayList<>();
  private final Set<Target> full = new LinkedHashSet<>();
  private final Set<Target> away = new HashSet<>();
  private final List<Target> freed = new ArrayList<>();
  private boolean changed;

  /**
   * Those that may have room.
   *
   * @param all the targets there are; another array if they are others
   */
  List<Target> of(Target[] all) {
    if (targets != all) {
      targets = all;
      open.clear();
      open.addAll(Arrays.asList(all));
      full.clear();
      away.clear();
      changed = true;
    }
    return open;
  }

  /** Whether any of them has room. */
  boolean hasRoom(Target[] all) {
    List<Target> left = of(all);
    while (!left.isEmpty()) {
      int last = left.size() - 1;
      if (left.get(last).room() > 0) {
        return true;
      }
      close(last);
    }
    return false;
  }

  /** The one at this place of those that may have room has none. */
  void close(int at) {
    full.add(open.remove(at));
  }

  /** Somebody waits for room of this one. */
  void sawFull(Target target) {
    if (full.add(target)) {
      open.remove(target);
    }
  }

  /** Somebody would go to this one if it was there. */
  void sawAway(Target target) {
    changed |= away.add(target);
  }

  /**
   * Looks again at those that were full or away.
   *
   * @return whether other targets are there than before
   */
  boolean look(Target[] all) {
    of(all);
    freed.clear();
    for (Iterator<Target> each = full.iterator(); each.hasNext(); ) {
      Target target = each.next();
      if (target.room() > 0) {
        each.remove();
        freed.add(target);
      } else if (target.away() != null) {
        sawAway(target);
      }
    }
    for (Target target : freed) {
      if (!(target instanceof Broadcaster)) {
        open.add(target);
      }
    }
    changed |= away.removeIf(target -> target.away() == null);
    boolean others = changed;
    changed = false;
    return others;
  }

  /** Whether the last look found any that had been full. */
  boolean hasFreed() {
    return !freed.isEmpty();
  }

  /** The same, of these. */
  boolean hasFreed(Predicate<Target> wanted) {
    for (Target target : freed) {
      if (wanted.test(target)) {
        return true;
      }
    }
    return false;
  }
}
