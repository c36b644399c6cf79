package io.schedulezero.dispatch;

import io.schedulezero.run.Affinity;
import io.schedulezero.run.Route;
import io.schedulezero.run.Run;
import io.schedulezero.run.RunSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Picks the target of an attempt: of those that host the handler, fit its {@link Route} and have
 * room, first those that do well, then the least loaded, then those that are faster by far; equals
 * take turns. Runs that have an affinity go to the target that their key belongs to, and wait for a
 * slot of it as long as it is there.
 *
 * <p>Targets come and go on any thread; all else happens on the flow's.
 */
public final class Dispatcher {
  private static final Target[] NONE = {};

  private final Adoption adoption;
  private final boolean prefersLocal;
  private final Fit fit = new Fit();
  private final Openings openings = new Openings();

  /** Replaced as a whole. */
  private volatile Target[] targets;

  private final AtomicInteger changes = new AtomicInteger();
  private int changesSeen;
  private int turn;
  private @Nullable Broadcaster broadcaster;

  public Dispatcher(List<? extends Target> targets) {
    this(targets, Adoption.NONE, false);
  }

  /**
   * Of these targets, and those that come.
   *
   * @param prefersLocal whether the target in this process goes before all others as long as it has
   *     room
   */
  public Dispatcher(List<? extends Target> targets, Adoption adoption, boolean prefersLocal) {
    this.targets = targets.toArray(NONE);
    this.adoption = adoption;
    this.prefersLocal = prefersLocal;
  }

  /** Who executes broadcasts; nobody does before it is said. */
  public void broadcastBy(Broadcaster target) {
    broadcaster = target;
  }

  public synchronized void add(Target target) {
    List<Target> all = new ArrayList<>(List.of(targets));
    all.add(target);
    targets = all.toArray(NONE);
    changed();
  }

  public synchronized void remove(Target target) {
    List<Target> all = new ArrayList<>(List.of(targets));
    all.remove(target);
    targets = all.toArray(NONE);
    changed();
  }

  /** What a target hosts, or its labels, may be others than before. */
  public void changed() {
    changes.incrementAndGet();
  }

  /**
   * Looks at how targets stand now. Until the next look, one that was seen without room has none.
   *
   * @return whether a run may find a target that found none before: {@link #mayFind}
   */
  public boolean look() {
    if (openings.look(targets)) {
      changed();
    }
    int before = changesSeen;
    changesSeen = changes.get();
    return changesSeen != before || openings.hasFreed();
  }

  /** Whether any target has room at all. */
  public boolean hasRoom() {
    return openings.hasRoom(targets);
  }

  /** The target that should execute the run now, or null if none can. */
  public @Nullable Target pick(Run run) {
    RunSpec spec = run.spec();
    Affinity affinity = spec.route().affinity();
    if (affinity == null) {
      return spec.route().broadcast() ? broadcaster(spec) : leastLoaded(spec);
    }
    Target home = home(spec, affinity.bucket());
    return home != null && home.room() > 0 ? home : null;
  }

  /**
   * When to pick again for a run that nobody takes now, and for its like: once this is true after a
   * {@link #look}. It costs next to nothing to ask.
   */
  public BooleanSupplier mayFind(Run run) {
    RunSpec spec = run.spec();
    int since = changesSeen;
    Target only = only(spec);
    if (fitsNobody(spec)) {
      return () -> changesSeen != since;
    }
    if (only == null) {
      return () ->
          changesSeen != since || openings.hasFreed(target -> fit.obstacle(target, spec) == null);
    }
    openings.sawFull(only);
    return () -> changesSeen != since || openings.hasFreed(target -> target == only);
  }

  /** The one target of which the run needs room; null if it may be any that fits. */
  private @Nullable Target only(RunSpec spec) {
    Route route = spec.route();
    if (route.broadcast()) {
      return broadcaster;
    }
    if (route.affinity() != null) {
      return home(spec, route.affinity().bucket());
    }
    return route.target() == null ? null : named(route.target());
  }

  private @Nullable Target named(String name) {
    for (Target target : targets) {
      if (target.name().equals(name)) {
        return target;
      }
    }
    return null;
  }

  /** A broadcast begins when there is a worker for it, with or without room. */
  private @Nullable Target broadcaster(RunSpec spec) {
    Broadcaster by = broadcaster;
    if (by == null || by.room() == 0) {
      return null;
    }
    for (Target target : targets) {
      if (isHereFor(spec, target)) {
        return by;
      }
    }
    return null;
  }

  /** The workers that a broadcast is for, as of now. Any thread. */
  public List<String> workersFor(RunSpec spec) {
    List<String> names = new ArrayList<>();
    for (Target target : targets) {
      if (fit.obstacle(target, spec) == null) {
        names.add(target.name());
      }
    }
    return names;
  }

  private @Nullable Target leastLoaded(RunSpec spec) {
    List<Target> open = openings.of(targets);
    Target best = null;
    turn = turn + 1 < open.size() ? turn + 1 : 0;
    int at = turn;
    for (int left = open.size(); left > 0; left--) {
      at = at < open.size() ? at : 0;
      Target target = open.get(at);
      if (target.room() == 0) {
        openings.close(at);
        continue;
      }
      if (mayHave(target, spec) && (best == null || goesBefore(target, best, spec.handler()))) {
        best = target;
      }
      at++;
    }
    return best;
  }

  /** Whether no target would have the run even if all were there with room: not before a change. */
  private boolean fitsNobody(RunSpec spec) {
    for (Target target : targets) {
      Obstacle obstacle = fit.obstacle(target, spec);
      if (obstacle == null || obstacle == Obstacle.AWAY) {
        return false;
      }
    }
    return true;
  }

  private boolean goesBefore(Target target, Target other, String handler) {
    if (prefersLocal && target.isRemote() != other.isRemote()) {
      return other.isRemote();
    }
    if (target.isDegraded() != other.isDegraded()) {
      return other.isDegraded();
    }
    double load = target.load();
    double otherLoad = other.load();
    return load < otherLoad || (load == otherLoad && isFaster(target, other, handler));
  }

  /** By far: among those that are about as fast, it is the next one's turn. */
  private static boolean isFaster(Target target, Target other, String handler) {
    double mean = target.meanMillis(handler);
    double otherMean = other.meanMillis(handler);
    return mean >= 0
        && otherMean >= 0
        && Math.getExponent(1 + mean) < Math.getExponent(1 + otherMean);
  }

  private boolean mayHave(Target target, RunSpec spec) {
    return spec.route().isAnywhere() ? target.hosts(spec.handler()) : isHereFor(spec, target);
  }

  /** The target that a bucket belongs to, of those that are there and fit. */
  private @Nullable Target home(RunSpec spec, int bucket) {
    Target home = null;
    long highest = 0;
    for (Target target : targets) {
      if (isHereFor(spec, target)) {
        long score = Rendezvous.score(bucket, target.name());
        if (home == null || score > highest) {
          home = target;
          highest = score;
        }
      }
    }
    return home;
  }

  /** Whether it fits; the run goes elsewhere, or waits, as long as it is away. */
  private boolean isHereFor(RunSpec spec, Target target) {
    Obstacle obstacle = fit.obstacle(target, spec);
    if (obstacle == Obstacle.AWAY) {
      openings.sawAway(target);
    }
    return obstacle == null;
  }

  /** What {@link #pick} sees of each target, in the order in which they came. */
  public List<Candidate> candidates(Run run) {
    RunSpec spec = run.spec();
    Affinity affinity = spec.route().affinity();
    Target home = affinity == null ? null : home(spec, affinity.bucket());
    Reasons reasons = new Reasons(spec);
    List<Candidate> candidates = new ArrayList<>();
    for (Target target : targets) {
      Obstacle obstacle = fit.obstacle(target, spec);
      if (obstacle == null && home != null && home != target) {
        obstacle = Obstacle.OTHER_KEY;
      } else if (obstacle == null && target.room() == 0 && !spec.route().broadcast()) {
        obstacle = Obstacle.NO_ROOM;
      }
      candidates.add(
          obstacle == null
              ? new Candidate(target.name(), true, taking(target, spec))
              : new Candidate(target.name(), false, reasons.of(target, obstacle)));
    }
    return candidates;
  }

  private static String taking(Target target, RunSpec spec) {
    return spec.route().broadcast()
        ? "gets a run of its own"
        : "has room for " + target.room() + " more";
  }

  /** Whether there is a target of this name, with or without room. */
  public boolean knows(String name) {
    return named(name) != null;
  }

  /** Whether any target hosts the handler now, with or without room. Any thread. */
  public boolean hosts(String handler) {
    for (Target target : targets) {
      if (target.hosts(handler)) {
        return true;
      }
    }
    return false;
  }

  /** As {@link Adoption#adopt}. */
  public @Nullable Target adopt(Assignment attempt, String target, AttemptReports reports) {
    Broadcaster by = broadcaster;
    return by != null && target.equals(Broadcaster.BROADCAST)
        ? by.adopt(attempt, reports)
        : adoption.adopt(attempt, target, reports);
  }
}
