package io.schedulezero.api;

import io.schedulezero.run.Affinity;
import io.schedulezero.run.Route;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which targets may execute a run, in the words in which it was asked for. */
record RunRouteView(
    Map<String, String> worker,
    @Nullable String target,
    @Nullable String handlerVersion,
    @Nullable String affinity,
    boolean broadcast) {
  static RunRouteView of(Route route) {
    Affinity affinity = route.affinity();
    return new RunRouteView(
        new TreeMap<>(route.labels()),
        route.target(),
        route.version(),
        affinity == null ? null : affinity.by(),
        route.broadcast());
  }

  /** Null if any may. */
  static @Nullable RunRouteView orNull(Route route) {
    return route.isAnywhere() ? null : of(route);
  }
}
