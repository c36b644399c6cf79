package io.schedulezero.dispatch;

import io.schedulezero.run.Route;
import io.schedulezero.run.RunSpec;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What stands between a run and a target, in words that follow the name of the target. */
final class Reasons {
  private final RunSpec spec;
  private final Route route;

  Reasons(RunSpec spec) {
    this.spec = spec;
    this.route = spec.route();
  }

  String of(Target target, Obstacle obstacle) {
    return switch (obstacle) {
      case OTHER_TARGET -> "is not " + route.target() + ", which the run asks for";
      case NO_WORKER -> "is no worker, and a broadcast is for workers";
      case NOT_HOSTED -> notHosted(target);
      case LABELS -> labels(target);
      case VERSION -> version(target);
      case AWAY -> Objects.requireNonNullElse(target.away(), "was away");
      case OTHER_KEY -> "is not where runs with the run's key go";
      case NO_ROOM -> "has no room for more; it has " + target.slots() + " slots";
    };
  }

  /** What one without a session hosts is not known. */
  private String notHosted(Target target) {
    String away = target.away();
    return away != null && target.slots() == 0 ? away : "does not host " + spec.handler();
  }

  private String labels(Target target) {
    for (Map.Entry<String, String> wanted : new TreeMap<>(route.labels()).entrySet()) {
      String name = wanted.getKey();
      String has = target.labels().get(name);
      if (!wanted.getValue().equals(has)) {
        String asked = ", not " + name + "=" + wanted.getValue();
        return has == null ? "has no label " + name + asked : "has " + name + "=" + has + asked;
      }
    }
    return "did not have the labels of the run";
  }

  private String version(Target target) {
    String has = target.version(spec.handler());
    return has == null
        ? "does not say which version of "
            + spec.handler()
            + " it hosts, and the run asks for "
            + route.version()
        : "has version " + has + " of " + spec.handler() + ", not " + route.version();
  }
}
