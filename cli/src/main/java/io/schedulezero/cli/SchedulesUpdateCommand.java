package io.schedulezero.cli;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
    name = "update",
    description = {
      "Change what the flags name and leave the rest; or replace it by a file.",
      "It is refused if somebody else changes the schedule at the same time."
    },
    exitCodeList = {
      "4:there is no such schedule",
      "5:somebody else has changed it; nothing has changed"
    },
    footer = {
      "",
      "Examples:",
      "  sz schedules update nightly --cron \"30 3 * * *\" --overlap skip",
      "  sz schedules update nightly --arg target=s3",
      "  sz schedules update nightly --unset timeout",
      "  sz schedules update nightly -f nightly.yaml"
    })
final class SchedulesUpdateCommand extends ClientCommand {
  /** What has a default, in the words of the API. */
  enum Field {
    args,
    misfire,
    overlap,
    retry,
    timeout,
    priority,
    start_at,
    end_at,
    max_runs,
    jitter,
    exclude,
    tags
  }

  @Parameters(paramLabel = "ID", description = "Id of the schedule.")
  String id = "";

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "All of it, as YAML or JSON; - for standard input.")
  @Nullable String file;

  @Mixin private final ScheduleOptions options = new ScheduleOptions();

  @Option(
      names = "--unset",
      split = ",",
      paramLabel = "FIELD",
      description = "Fields that go back to their default: ${COMPLETION-CANDIDATES}.")
  List<Field> unset = List.of();

  @Override
  ExitCode run() {
    Doc present = new Doc(client().get(path()));
    Map<String, String> ifUnchanged = Map.of("If-Match", "\"" + present.text("version") + "\"");
    JsonNode schedule =
        file == null
            ? client().send("PATCH", path(), changes(present), ifUnchanged)
            : client().send("PUT", path(), replacement(file), ifUnchanged);
    printer()
        .answer(
            () -> schedule, () -> new ScheduleSheet(printer(), moments()).print(new Doc(schedule)));
    return ExitCode.OK;
  }

  private String path() {
    return "/api/schedules/" + Client.part(id);
  }

  private JsonNode replacement(String name) {
    Inputs inputs = new Inputs(terminal().in());
    List<JsonNode> documents = inputs.documents(name);
    if (documents.size() != 1) {
      throw CommandFailed.usage(
          "One document is needed, and " + Text.oneLine(name) + " has " + documents.size() + ".");
    }
    return documents.get(0);
  }

  private ObjectNode changes(Doc present) {
    Inputs inputs = new Inputs(terminal().in());
    ObjectNode patch = options.document(moments(), inputs);
    unset.forEach(field -> patch.putNull(field.name()));
    if (!options.arguments.isEmpty()) {
      String handler = options.handler == null ? present.text("handler") : options.handler;
      ObjectNode args = options.arguments.document(inputs, handler(handler));
      patch.set("args", options.arguments.whole == null ? args : instead(present.at("args"), args));
    }
    if (patch.has("trigger")) {
      patch.set("trigger", instead(present.at("trigger"), patch.withObject("trigger")));
    }
    if (patch.isEmpty()) {
      throw CommandFailed.usage("Nothing to change: give flags, or --file.");
    }
    return patch;
  }

  /** A merge patch that leaves nothing of what was there. */
  private static ObjectNode instead(Doc old, ObjectNode wanted) {
    ObjectNode patch = Json.object();
    old.node().propertyStream().forEach(field -> patch.putNull(field.getKey()));
    return patch.setAll(wanted);
  }
}
