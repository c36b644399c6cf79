package io.schedulezero.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
    name = "create",
    description =
        "Make a schedule by flags, or one or many from a file. It is on disk when this command says so.",
    exitCodeList = {"4:there is no such handler", "5:the id is taken; nothing has changed"},
    footer = {
      "",
      "A file holds what POST /api/schedules takes, as YAML or JSON; several documents, or a list,",
      "are made in one commit, all or none.",
      "",
      "Examples:",
      "  sz schedules create nightly --cron \"0 3 * * *\" --tz Europe/Berlin --handler backup",
      "  sz schedules create --every 10m --handler poll --arg url=https://example.org --overlap skip",
      "  sz schedules create launch --at \"2026-12-01 09:00\" --handler announce",
      "  sz schedules create -f schedules.yaml"
    })
final class SchedulesCreateCommand extends ClientCommand {
  private static final String PATH = "/api/schedules";

  @Parameters(arity = "0..1", paramLabel = "ID", description = "Its name; one is made unless told.")
  @Nullable String id;

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "YAML or JSON; - for standard input.")
  @Nullable String file;

  @Mixin private final ScheduleOptions options = new ScheduleOptions();

  @Option(names = "--paused", description = "It begins paused.")
  boolean paused;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why it is paused.")
  @Nullable String reason;

  @Override
  ExitCode run() {
    if (file != null) {
      List<JsonNode> documents = new Inputs(terminal().in()).documents(file);
      refuseFlags();
      return documents.size() == 1 ? one(documents.get(0)) : many(documents);
    }
    return one(byFlags());
  }

  private void refuseFlags() {
    boolean told = id != null || paused || reason != null || !options.arguments.isEmpty();
    ObjectNode rest = options.document(moments(), new Inputs(terminal().in()));
    if (told || !rest.isEmpty()) {
      throw CommandFailed.usage(
          "--file says all there is to say; leave out ID and the other flags.");
    }
  }

  private ObjectNode byFlags() {
    Inputs inputs = new Inputs(terminal().in());
    ObjectNode request = options.document(moments(), inputs);
    if (options.handler == null || !request.has("trigger")) {
      throw CommandFailed.usage(
          "A schedule needs --handler, and one of --cron, --every, --at and --trigger; or --file.");
    }
    Json.putText(request, "id", id);
    request.set("args", options.arguments.document(inputs, handler(options.handler)));
    if (paused) {
      request.put("paused", true);
    }
    Json.putText(request, "pause_reason", reason);
    return request;
  }

  private ExitCode one(JsonNode request) {
    JsonNode schedule = client().post(PATH, request);
    Doc made = new Doc(schedule);
    String next =
        made.instant("next_fire")
            .map(moments()::both)
            .orElse(made.is("paused") ? "paused" : "none");
    printer()
        .answer(
            () -> schedule,
            () -> printer().line("Schedule " + made.text("id") + " is made; next fire: " + next));
    return ExitCode.OK;
  }

  private ExitCode many(List<JsonNode> documents) {
    ArrayNode requests = Json.MAPPER.createArrayNode();
    documents.forEach(requests::add);
    JsonNode ids = client().post(PATH + "/batch", requests);
    Doc made = new Doc(ids);
    printer()
        .answer(
            () -> ids,
            () ->
                made.items("ids")
                    .forEach(one -> printer().line("Schedule " + one.text() + " is made.")));
    return ExitCode.OK;
  }
}
