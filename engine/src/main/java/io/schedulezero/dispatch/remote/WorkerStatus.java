package io.schedulezero.dispatch.remote;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A worker as it stands.
 *
 * @param instance of its process, a UUID; empty if it has not come back since this server started
 * @param client what it is, such as {@code java/0.1.0}
 * @param address where it connected from
 * @param connectedAt when its session began
 * @param lastSeen when its last message came
 * @param healthReason for people; empty if it is healthy
 * @param upSince when its process began, as far as it is known
 * @param active attempts that it holds
 * @param lately what it did within {@link Window#LENGTH}
 * @param load figures that it tells of itself, by name
 */
public record WorkerStatus(
    String name,
    String instance,
    String client,
    String address,
    State state,
    WorkerHealth health,
    String healthReason,
    Instant upSince,
    Instant connectedAt,
    Instant lastSeen,
    int slots,
    int active,
    List<String> handlers,
    Map<String, String> labels,
    Map<String, Double> load,
    Counts lately,
    List<HandlerFigures> figures) {
  /** Whether it is given attempts, and why not. */
  public enum State {
    READY,
    /** It is given nothing new. */
    DRAINING,
    /** It has given no sign of life for three heartbeats. */
    SILENT,
    /** It has no session; attempts that it may still hold are waited for until their lease ends. */
    GONE
  }

  /**
   * What a worker has done with one handler since this server started.
   *
   * @param meanMillis of the attempts that ended lately, as the percentiles
   */
  public record HandlerFigures(
      String handler,
      int active,
      long succeeded,
      long failed,
      double meanMillis,
      double p50Millis,
      double p95Millis,
      double p99Millis) {}

  public WorkerStatus {
    handlers = List.copyOf(handlers);
    labels = Map.copyOf(labels);
    load = Map.copyOf(load);
    figures = List.copyOf(figures);
  }
}
