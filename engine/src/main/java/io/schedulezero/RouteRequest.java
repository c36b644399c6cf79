package io.schedulezero;

import io.schedulezero.run.Affinity;
import io.schedulezero.run.Route;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which targets may execute a run, as somebody asks for it. What is null or empty does not
 * restrict.
 *
 * @param labels that a worker must have, each with this value
 * @param target the name of one worker, or {@code local}
 * @param version range of versions of the handler on a worker, such as {@code ^2.1}
 * @param affinity runs with the same text go to the same target, as long as it is there; what
 *     begins with {@code $.} is a path into the arguments, and means what is found there
 * @param broadcast whether each worker that may execute it does
 */
public record RouteRequest(
    Map<String, String> labels,
    @Nullable String target,
    @Nullable String version,
    @Nullable String affinity,
    boolean broadcast) {
  /** Whoever hosts the handler. */
  public static final RouteRequest ANYWHERE = new RouteRequest(Map.of(), null, null, null, false);

  public RouteRequest {
    labels = Map.copyOf(labels);
  }

  /** This target and no other. */
  public static RouteRequest to(String target) {
    return ANYWHERE.withTarget(target);
  }

  static RouteRequest of(Route route) {
    Affinity affinity = route.affinity();
    return new RouteRequest(
        route.labels(),
        route.target(),
        route.version(),
        affinity == null ? null : affinity.by(),
        route.broadcast());
  }

  RouteRequest withLabels(Map<String, String> value) {
    return new RouteRequest(value, target, version, affinity, broadcast);
  }

  RouteRequest withTarget(String value) {
    return new RouteRequest(labels, value, version, affinity, broadcast);
  }

  RouteRequest withVersion(String value) {
    return new RouteRequest(labels, target, value, affinity, broadcast);
  }

  RouteRequest withAffinity(String value) {
    return new RouteRequest(labels, target, version, value, broadcast);
  }

  /** Each of those that may execute it. */
  public RouteRequest broadcasting() {
    return new RouteRequest(labels, target, version, affinity, true);
  }
}
