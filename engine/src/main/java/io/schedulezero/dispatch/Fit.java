package io.schedulezero.dispatch;

import io.schedulezero.run.Route;
import io.schedulezero.run.RunSpec;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether a target may execute a run: one answer for the decision and for its explanation. Any
 * thread.
 */
final class Fit {
  private final Versions versions = new Versions();

  /** What stands between a run and a target, room left aside; null if nothing does. */
  @Nullable Obstacle obstacle(Target target, RunSpec spec) {
    Route route = spec.route();
    if (route.target() != null && !route.target().equals(target.name())) {
      return Obstacle.OTHER_TARGET;
    }
    if (route.broadcast() && !target.isRemote()) {
      return Obstacle.NO_WORKER;
    }
    if (!target.hosts(spec.handler())) {
      return Obstacle.NOT_HOSTED;
    }
    if (!hasLabels(target, route)) {
      return Obstacle.LABELS;
    }
    if (route.version() != null && !isInRange(target, spec.handler(), route.version())) {
      return Obstacle.VERSION;
    }
    return target.away() == null ? null : Obstacle.AWAY;
  }

  private static boolean hasLabels(Target target, Route route) {
    if (route.labels().isEmpty()) {
      return true;
    }
    Map<String, String> has = target.labels();
    for (Map.Entry<String, String> wanted : route.labels().entrySet()) {
      if (!wanted.getValue().equals(has.get(wanted.getKey()))) {
        return false;
      }
    }
    return true;
  }

  private boolean isInRange(Target target, String handler, String range) {
    String version = target.version(handler);
    return version != null && versions.isIn(range, version);
  }
}
