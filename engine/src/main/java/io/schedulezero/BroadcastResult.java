package io.schedulezero;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.schedulezero.run.Attempt;
import io.schedulezero.run.Failure;
import io.schedulezero.run.Run;
import io.schedulezero.run.RunState;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * What became of a broadcast: for each worker, its run, the state of it, and its result or why
 * there is none.
 */
final class BroadcastResult {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MOST_NAMED = 5;

  private final int maxBytes;

  /**
   * @param maxBytes if the results of the workers make it longer than that, they are left out
   */
  BroadcastResult(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  String of(List<Run> runs) {
    String whole = text(runs, true);
    return whole.getBytes(UTF_8).length <= maxBytes ? whole : text(runs, false);
  }

  private static String text(List<Run> runs, boolean withResults) {
    ObjectNode all = JSON.createObjectNode();
    ObjectNode workers = all.putObject("workers");
    for (Run run : sorted(runs)) {
      ObjectNode one = workers.putObject(worker(run));
      one.put("run", run.id().toString());
      one.put("state", word(run.state()));
      if (withResults && run.result() != null) {
        one.set("result", result(run.result()));
      }
      if (run.state() != RunState.SUCCEEDED) {
        one.put("error", why(run));
      }
    }
    if (!withResults) {
      all.put("results_left_out", true);
    }
    return JSON.writeValueAsString(all);
  }

  /** What is no JSON, since a worker may return anything, is a text. */
  private static JsonNode result(String text) {
    try {
      return JSON.readTree(text);
    } catch (JacksonException other) {
      return StringNode.valueOf(text);
    }
  }

  private static List<Run> sorted(List<Run> runs) {
    return runs.stream().sorted(Comparator.comparing(BroadcastResult::worker)).toList();
  }

  private static String worker(Run run) {
    return Objects.requireNonNullElse(run.spec().route().target(), "");
  }

  private static String why(Run run) {
    Attempt attempt = run.attempt();
    Failure failure = attempt == null ? null : attempt.failure();
    String note = run.note();
    return failure != null ? failure.message() : note == null ? "" : note;
  }

  /** Why the broadcast did not succeed; null if it did. */
  static @Nullable Failure failure(List<Run> runs) {
    List<Run> bad = sorted(runs).stream().filter(run -> run.state() != RunState.SUCCEEDED).toList();
    if (bad.isEmpty()) {
      return null;
    }
    String named =
        bad.stream()
            .limit(MOST_NAMED)
            .map(run -> worker(run) + " " + word(run.state()) + " (run " + run.id() + ")")
            .collect(Collectors.joining(", "));
    String more = bad.size() > MOST_NAMED ? " and others" : "";
    return Failure.of(
        "broadcast",
        bad.size() + " of " + runs.size() + " workers did not succeed: " + named + more);
  }

  private static String word(RunState state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
