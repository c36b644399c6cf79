package io.schedulezero.run;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which targets may execute a run. What is null or empty does not restrict.
 *
 * @param labels that the target must have, each with this value
 * @param target the name of a worker, or {@code local}
 * @param version range of versions of the handler, such as {@code ^2.1}
 * @param affinity which runs go to the same target
 * @param broadcast whether each worker that may execute it does; neither target nor affinity then
 */
public record Route(
    Map<String, String> labels,
    @Nullable String target,
    @Nullable String version,
    @Nullable Affinity affinity,
    boolean broadcast) {
  /** Whoever hosts the handler. */
  public static final Route ANYWHERE = new Route(Map.of(), null, null, null);

  public Route {
    labels = Map.copyOf(labels);
    labels.forEach(
        (name, value) -> {
          require(name.indexOf('=') < 0, "worker", name);
          require(isOneLine(name) && isOneLine(value), "worker", name + "=" + value);
        });
    require(target == null || isOneLine(target), "target", target);
    require(version == null || isOneLine(version), "handler_version", version);
    if (broadcast && (target != null || affinity != null)) {
      throw new IllegalArgumentException(
          "broadcast is for each worker, and not together with target or affinity");
    }
  }

  /** One of those that may execute it does. */
  public Route(
      Map<String, String> labels,
      @Nullable String target,
      @Nullable String version,
      @Nullable Affinity affinity) {
    this(labels, target, version, affinity, false);
  }

  /** This target and no other. */
  public static Route to(String target) {
    return new Route(Map.of(), target, null, null);
  }

  private static void require(boolean holds, String field, @Nullable String value) {
    if (!holds) {
      throw new IllegalArgumentException(
          "%s must have no control characters, and no = in a name: \"%s\"".formatted(field, value));
    }
  }

  private static boolean isOneLine(String text) {
    return text.chars().noneMatch(Character::isISOControl);
  }

  public boolean isAnywhere() {
    return target == null && affinity == null && version == null && labels.isEmpty() && !broadcast;
  }

  /**
   * Two routes have the same lane if the same targets may execute their runs; empty for {@link
   * #ANYWHERE}.
   */
  public String lane() {
    if (isAnywhere()) {
      return "";
    }
    StringBuilder lane = new StringBuilder();
    new TreeMap<>(labels)
        .forEach((name, value) -> lane.append(LaneName.NEXT).append(':' + name + '=' + value));
    if (target != null) {
      lane.append(LaneName.NEXT).append('@').append(target);
    }
    if (version != null) {
      lane.append(LaneName.NEXT).append('~').append(version);
    }
    if (broadcast) {
      lane.append(LaneName.NEXT).append('*');
    }
    if (affinity != null) {
      lane.append(LaneName.NEXT).append('#').append(affinity.bucket());
    }
    return lane.toString();
  }
}
