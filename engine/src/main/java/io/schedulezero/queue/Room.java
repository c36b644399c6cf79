package io.schedulezero.queue;

import io.schedulezero.run.Run;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How much the queue may hold. A place is reserved before a run is committed, so that what is
 * committed as held fits. Callable from any thread.
 *
 * <p>A run takes as many places as its {@link io.schedulezero.run.RunSpec#size size} says. A lane
 * may take half of them, and a twentieth of that is its own, so that no handler waits for a queue
 * that others have filled.
 */
public final class Room {
  private final int places;
  private final int placesOfLane;
  private final int ownPlaces;
  private final AtomicInteger taken = new AtomicInteger();
  private final Map<String, AtomicInteger> takenByLane = new ConcurrentHashMap<>();

  public Room(int places) {
    this.places = places;
    this.placesOfLane = Math.max(1, places / 2);
    this.ownPlaces = places / 20;
  }

  /** Takes the places that the run needs, or none if there are not enough. */
  public boolean reserve(Run run) {
    return reserve(run.spec().handler(), run.spec().size());
  }

  /** As {@link #reserve(Run)} for a run that can wait: it leaves half of its lane to the others. */
  public boolean reserveHalf(Run run) {
    return run.spec().size() <= leftOfHalf(run.spec().handler()) && reserve(run);
  }

  /** Takes {@code wanted} places in a lane, or none if there are not enough. */
  public boolean reserve(String handler, int wanted) {
    AtomicInteger lane = lane(handler);
    int ofLane = lane.addAndGet(wanted);
    if (ofLane > placesOfLane) {
      lane.addAndGet(-wanted);
      return false;
    }
    if (taken.addAndGet(wanted) > places && ofLane > ownPlaces) {
      taken.addAndGet(-wanted);
      lane.addAndGet(-wanted);
      return false;
    }
    return true;
  }

  /** Takes the places of a run that must be held even if there are not enough. */
  public void take(Run run) {
    lane(run.spec().handler()).addAndGet(run.spec().size());
    taken.addAndGet(run.spec().size());
  }

  public void free(Run run) {
    free(run.spec().handler(), run.spec().size());
  }

  public void free(String handler, int given) {
    lane(handler).addAndGet(-given);
    taken.addAndGet(-given);
  }

  /** Places that are left in a lane. */
  public int left(String handler) {
    int ofLane = lane(handler).get();
    int shared = Math.max(places - taken.get(), ownPlaces - ofLane);
    return Math.max(0, Math.min(shared, placesOfLane - ofLane));
  }

  /** Places that are left in a lane for what can wait. */
  public int leftOfHalf(String handler) {
    return Math.max(0, Math.min(left(handler), placesOfLane / 2 - lane(handler).get()));
  }

  /** Places that every lane has, however full the queue is. */
  public int ownPlaces() {
    return ownPlaces;
  }

  /** Whether a lane takes no place at all. */
  public boolean isEmpty(String handler) {
    return lane(handler).get() == 0;
  }

  private AtomicInteger lane(String handler) {
    return takenByLane.computeIfAbsent(handler, h -> new AtomicInteger());
  }
}
