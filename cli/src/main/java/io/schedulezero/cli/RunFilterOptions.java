package io.schedulezero.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** Which runs are meant. All conditions hold. */
final class RunFilterOptions {
  /** The words of the API. */
  enum State {
    scheduled,
    queued,
    running,
    succeeded,
    failed,
    cancelled,
    skipped
  }

  @Option(
      names = "--state",
      split = ",",
      paramLabel = "STATE",
      description =
          "In one of these states: ${COMPLETION-CANDIDATES}. Several: --state failed,cancelled.")
  List<State> states = new ArrayList<>();

  @Option(names = "--handler", paramLabel = "NAME", description = "Of this handler.")
  @Nullable String handler;

  @Option(names = "--schedule", paramLabel = "ID", description = "Made by this schedule.")
  @Nullable String schedule;

  @Option(
      names = "--worker",
      paramLabel = "NAME",
      description = "Whose latest attempt was on this worker, or local.")
  @Nullable String worker;

  @Option(names = "--tag", paramLabel = "TAG", description = "With this tag.")
  @Nullable String tag;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description =
          "Made at or after: 2h (ago), 09:00, 2026-12-01, \"2026-12-01 09:00\", or with an offset.")
  @Nullable String from;

  @Option(names = "--to", paramLabel = "TIME", description = "Made before.")
  @Nullable String to;

  @Option(
      names = "--search",
      paramLabel = "TEXT",
      description = "Found in id, handler, key, arguments, note or error.")
  @Nullable String search;

  Query query(Moments moments) {
    return query(moments, states);
  }

  /** With these states instead of its own. */
  Query query(Moments moments, List<State> in) {
    return new Query()
        .with("state", in.stream().map(State::name).toList())
        .with("handler", handler)
        .with("schedule_id", schedule)
        .with("worker", worker)
        .with("tag", tag)
        .with("from", moments.readOption("--from", from))
        .with("to", moments.readOption("--to", to))
        .with("q", search);
  }

  /** For the operations that take many runs; empty if nothing was told. */
  ObjectNode document(Moments moments) {
    ObjectNode filter = Json.object();
    states.forEach(state -> filter.withArray("state").add(state.name()));
    Json.putText(filter, "handler", handler);
    Json.putText(filter, "schedule_id", schedule);
    Json.putText(filter, "worker", worker);
    Json.putText(filter, "tag", tag);
    Json.putText(filter, "from", moments.readOption("--from", from));
    Json.putText(filter, "to", moments.readOption("--to", to));
    Json.putText(filter, "q", search);
    return filter;
  }
}
