package io.schedulezero.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** What a schedule does, when and how; what is not told stays out of the request. */
final class ScheduleOptions {
  @Option(
      names = "--handler",
      paramLabel = "NAME",
      description = "The handler that each fire runs.")
  @Nullable String handler;

  @Mixin final ArgumentOptions arguments = new ArgumentOptions();
  @Mixin final TriggerOptions trigger = new TriggerOptions();
  @Mixin private final RunOptions run = new RunOptions();

  @Option(
      names = "--overlap",
      paramLabel = "POLICY",
      description =
          "If a run of an earlier fire has not finished: allow (default), skip, queue, cancel_running.")
  @Nullable String overlap;

  @Option(
      names = "--misfire",
      paramLabel = "POLICY",
      description =
          "Of the fires that could not happen on time: fire_once (default), skip, fire_all.")
  @Nullable String misfire;

  @Option(
      names = "--misfire-max-age",
      paramLabel = "TIME",
      description = "A fire that is later than this is skipped.")
  @Nullable String misfireMaxAge;

  @Option(
      names = "--jitter",
      paramLabel = "TIME",
      description = "Delay each fire by up to this much.")
  @Nullable String jitter;

  @Option(names = "--start-at", paramLabel = "TIME", description = "No fire before.")
  @Nullable String startAt;

  @Option(names = "--end-at", paramLabel = "TIME", description = "No fire at or after.")
  @Nullable String endAt;

  @Option(names = "--max-runs", paramLabel = "N", description = "No fire after so many runs.")
  @Nullable Long maxRuns;

  /** Everything but the arguments. */
  ObjectNode document(Moments moments, Inputs inputs) {
    ObjectNode request = Json.object();
    Json.putText(request, "handler", handler);
    trigger.document(moments, inputs).ifPresent(node -> request.set("trigger", node));
    run.into(request);
    Json.putText(request, "overlap", overlap);
    if (misfire != null || misfireMaxAge != null) {
      Json.putText(request.withObject("misfire"), "policy", misfire);
      Json.putText(request.withObject("misfire"), "max_age", misfireMaxAge);
    }
    Json.putText(request, "jitter", jitter);
    Json.putText(request, "start_at", moments.readOption("--start-at", startAt));
    Json.putText(request, "end_at", moments.readOption("--end-at", endAt));
    if (maxRuns != null) {
      request.put("max_runs", maxRuns);
    }
    return request;
  }
}
