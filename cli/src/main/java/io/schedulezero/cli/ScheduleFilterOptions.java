package io.schedulezero.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** Which schedules are meant. All conditions hold. */
final class ScheduleFilterOptions {
  @Option(names = "--handler", paramLabel = "NAME", description = "Of this handler.")
  @Nullable String handler;

  @Option(names = "--tag", paramLabel = "TAG", description = "With this tag.")
  @Nullable String tag;

  @Option(
      names = "--paused",
      negatable = true,
      description = "Only those that are paused, or only those that are not.")
  @Nullable Boolean paused;

  @Option(
      names = "--search",
      paramLabel = "TEXT",
      description = "Found in id, handler or arguments.")
  @Nullable String search;

  Query query() {
    return new Query()
        .with("handler", handler)
        .with("tag", tag)
        .with("paused", paused)
        .with("q", search);
  }

  /** For the operations that take many schedules; empty if nothing was told. */
  ObjectNode document() {
    ObjectNode filter = Json.object();
    Json.putText(filter, "handler", handler);
    Json.putText(filter, "tag", tag);
    if (paused != null) {
      filter.put("paused", paused);
    }
    Json.putText(filter, "q", search);
    return filter;
  }
}
