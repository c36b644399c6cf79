package io.schedulezero.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** How a run is executed; the handler's own way where nothing is told. */
final class RunOptions {
  @Option(names = "--priority", paramLabel = "0-9", description = "Higher goes first.")
  @Nullable Integer priority;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      description = "Longest time of one attempt: 30s, 5m.")
  @Nullable String timeout;

  @Option(
      names = "--max-attempts",
      paramLabel = "N",
      description = "Attempts in all; 1 means no retry.")
  @Nullable Integer maxAttempts;

  @Option(
      names = "--tag",
      paramLabel = "TAG",
      description = "A word to find it by; repeat it for more.")
  List<String> tags = new ArrayList<>();

  @Mixin private final RouteOptions route = new RouteOptions();

  void into(ObjectNode request) {
    if (priority != null) {
      request.put("priority", priority);
    }
    Json.putText(request, "timeout", timeout);
    if (maxAttempts != null) {
      request.withObject("retry").put("max_attempts", maxAttempts);
    }
    if (!tags.isEmpty()) {
      tags.forEach(request.withArray("tags")::add);
    }
    route.into(request);
  }
}
