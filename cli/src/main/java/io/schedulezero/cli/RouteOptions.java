package io.schedulezero.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** Which workers may execute a run; any that host its handler where nothing is told. */
final class RouteOptions {
  @Option(
      names = "--worker",
      paramLabel = "LABEL=VALUE",
      description = "Only on a worker with this label; repeat it for more.")
  Map<String, String> labels = new LinkedHashMap<>();

  @Option(
      names = "--target",
      paramLabel = "NAME",
      description = "Only on this worker, or in the server if it is local.")
  @Nullable String target;

  @Option(
      names = "--handler-version",
      paramLabel = "RANGE",
      description = "Only where the version of the handler is in this range: ^2.1, \">=2 <4\".")
  @Nullable String version;

  @Option(
      names = "--affinity",
      paramLabel = "KEY",
      description =
          "On the same worker as others with this key; $.customer takes it from the arguments.")
  @Nullable String affinity;

  @Option(
      names = "--broadcast",
      description = "On each worker that may execute it; it is over when all of them are done.")
  boolean broadcast;

  void into(ObjectNode request) {
    labels.forEach((label, value) -> request.withObject("worker").put(label, value));
    Json.putText(request, "target", target);
    Json.putText(request, "handler_version", version);
    Json.putText(request, "affinity", affinity);
    if (broadcast) {
      request.put("broadcast", true);
    }
  }
}
