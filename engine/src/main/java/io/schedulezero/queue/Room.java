package io.schedulezero.queue;

import io.schedulezero.run.LaneName;
import io.schedulezero.run.Run;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * How much the queue may hold. A place is reserved before a run is committed, so that what is
 * committed as held fits. Callable from any thread.
 *
 * <p>A run takes as many places as its {@link io.schedulezero.run.RunSpec#size size} says. The lane
 * of a handler may take half of them, and a twentieth is its own, so that no handler waits for a
 * queue that others have filled. There can be any number of lanes with a route: one of them may
 * take an eighth, and has a two-hundredth of its own until twice as many places are taken as there
 * are.
 */
public final class Room {
  private final int places;
  private final Share ofHandler;
  private final Share ofRoute;
  private final AtomicInteger taken = new AtomicInteger();
  private final Map<String, AtomicInteger> takenByHandler = new ConcurrentHashMap<>();

  /** Those that take nothing are not there. */
  private final Map<String, Integer> takenByRoute = new ConcurrentHashMap<>();

  /**
   * What a lane may have.
   *
   * @param most in all
   * @param own however full the queue is
   * @param ofAll its own places count until so many are taken in all
   */
  private record Share(int most, int own, int ofAll) {
    boolean allows(int ofLane, int all, int places) {
      return ofLane <= most && (all <= places || (ofLane <= own && all <= ofAll));
    }
  }

  public Room(int places) {
    this.places = places;
    this.ofHandler = new Share(Math.max(1, places / 2), places / 20, Integer.MAX_VALUE);
    this.ofRoute = new Share(Math.max(1, places / 8), Math.max(1, places / 200), 2 * places);
  }

  /** Takes the places that the run needs, or none if there are not enough. */
  public boolean reserve(Run run) {
    return reserve(run.spec().lane(), run.spec().size());
  }

  /** As {@link #reserve(Run)} for a run that can wait: it leaves half of its lane to the others. */
  public boolean reserveHalf(Run run) {
    return run.spec().size() <= leftOfHalf(run.spec().lane()) && reserve(run);
  }

  /** Takes {@code wanted} places in a lane, or none if there are not enough. */
  public boolean reserve(String lane, int wanted) {
    int ofLane = add(lane, wanted);
    int all = taken.addAndGet(wanted);
    if (share(lane).allows(ofLane, all, places)) {
      return true;
    }
    free(lane, wanted);
    return false;
  }

  /** Takes the places of a run that must be held even if there are not enough. */
  public void take(Run run) {
    add(run.spec().lane(), run.spec().size());
    taken.addAndGet(run.spec().size());
  }

  public void free(Run run) {
    free(run.spec().lane(), run.spec().size());
  }

  public void free(String lane, int given) {
    add(lane, -given);
    taken.addAndGet(-given);
  }

  /** Places that are left in a lane. */
  public int left(String lane) {
    Share share = share(lane);
    int ofLane = taken(lane);
    int all = taken.get();
    int own = Math.min(share.own - ofLane, share.ofAll - all);
    return Math.max(0, Math.min(Math.max(places - all, own), share.most - ofLane));
  }

  /** Places that are left in a lane for what can wait. */
  public int leftOfHalf(String lane) {
    return Math.max(0, Math.min(left(lane), share(lane).most / 2 - taken(lane)));
  }

  /** Places that a lane has, however full the queue is. */
  public int ownPlaces(String lane) {
    return share(lane).own;
  }

  /** Whether a lane takes no place at all. */
  public boolean isEmpty(String lane) {
    return taken(lane) == 0;
  }

  private Share share(String lane) {
    return LaneName.isRouted(lane) ? ofRoute : ofHandler;
  }

  private int taken(String lane) {
    return LaneName.isRouted(lane) ? takenByRoute.getOrDefault(lane, 0) : ofHandler(lane).get();
  }

  /** Returns what the lane takes then. */
  private int add(String lane, int change) {
    if (!LaneName.isRouted(lane)) {
      return ofHandler(lane).addAndGet(change);
    }
    Integer now = takenByRoute.merge(lane, change, Room::sum);
    return now == null ? 0 : now;
  }

  private static @Nullable Integer sum(int taken, int change) {
    return taken + change == 0 ? null : (Integer) (taken + change);
  }

  private AtomicInteger ofHandler(String handler) {
    return takenByHandler.computeIfAbsent(handler, h -> new AtomicInteger());
  }
}
