package io.schedulezero.cli;

import io.schedulezero.cli.Table.Cell;
import io.schedulezero.cli.Table.Column;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
    name = "show",
    description = "Show a handler with its arguments and its figures.",
    exitCodeList = "4:there is no such handler",
    footer = {
      "",
      "Examples:",
      "  sz handlers show echo",
      "  sz handlers show echo -o json | jq .args_schema"
    })
final class HandlersShowCommand extends ClientCommand {
  @Parameters(paramLabel = "NAME", description = "Name of the handler.")
  String name = "";

  @Override
  ExitCode run() {
    JsonNode handler = handler(name);
    printer().answer(() -> handler, () -> print(new Doc(handler)));
    return ExitCode.OK;
  }

  private void print(Doc handler) {
    Doc statistics = handler.at("statistics");
    Doc hour = statistics.at("last_hour");
    printer()
        .facts(
            new Facts()
                .add("Handler", handler.text("name"), Style.BOLD)
                .add("Description", handler.text("description"))
                .add("Timeout", handler.text("timeout"))
                .add("Retry", retry(handler.at("retry")))
                .add("Priority", handler.text("priority"))
                .add("Delivery", handler.text("delivery"))
                .add("Limits", handler.list("limits"))
                .add("Runs on", targets(handler))
                .add("Tags", handler.list("tags"))
                .add(
                    "Now",
                    statistics.text("running")
                        + " running, "
                        + statistics.text("waiting")
                        + " waiting")
                .add(
                    "Last hour",
                    hour.text("succeeded")
                        + " succeeded, "
                        + hour.text("failed")
                        + " failed"
                        + mean(hour)));
    Table workers = workers(handler);
    if (!workers.isEmpty() && !targets(handler).equals("local")) {
      printer().line("");
      printer().table(workers, "");
    }
    Table arguments = arguments(handler.at("args_schema"));
    printer().line("");
    printer().table(arguments, "It takes no arguments.");
  }

  private static String targets(Doc handler) {
    String targets =
        handler.items("targets").stream()
            .map(target -> target.text("name"))
            .collect(Collectors.joining(", "));
    return targets.isEmpty() ? "none: its workers are away, and its runs wait" : targets;
  }

  /** How its workers do. */
  private static Table workers(Doc handler) {
    Table table =
        new Table(
            Column.whole("TARGET"),
            Column.whole("STATE"),
            Column.whole("HEALTH"),
            Column.whole("ACTIVE").toTheRight(),
            Column.optional("MEAN").toTheRight(),
            Column.optional("P95").toTheRight(),
            Column.elastic("REASON"));
    for (Doc target : handler.items("targets")) {
      table.row(
          Cell.of(target.text("name")),
          Cell.state(target.text("state")),
          Cell.state(target.text("health")),
          Cell.of(target.number("active")),
          Cell.of(WorkerFigures.millis(target.at("mean_ms"))),
          Cell.of(WorkerFigures.millis(target.at("p95_ms"))),
          Cell.of(target.text("health_reason")));
    }
    return table;
  }

  private static String mean(Doc hour) {
    String took = hour.length("mean_run_ms");
    return took.isEmpty() ? "" : ", " + took + " on average";
  }

  private static String retry(Doc retry) {
    long attempts = retry.number("max_attempts");
    if (!retry.isPresent()) {
      return "the server's default";
    }
    return attempts <= 1
        ? "none"
        : attempts
            + " attempts, "
            + retry.text("backoff")
            + " from "
            + retry.text("delay")
            + " to "
            + retry.text("max_delay");
  }

  private static Table arguments(Doc schema) {
    Table table =
        new Table(
            Column.whole("ARGUMENT"),
            Column.elastic("TYPE"),
            Column.whole("NEEDED"),
            Column.elastic("DEFAULT"),
            Column.elastic("DESCRIPTION"));
    Set<String> required =
        schema.items("required").stream().map(Doc::text).collect(Collectors.toSet());
    for (Map.Entry<String, JsonNode> argument : schema.at("properties").node().properties()) {
      Doc about = new Doc(argument.getValue());
      table.row(
          Cell.of(argument.getKey()),
          Cell.of(type(about)),
          Cell.of(required.contains(argument.getKey()) ? "yes" : ""),
          Cell.of(about.text("default")),
          Cell.of(about.text("description")));
    }
    return table;
  }

  /** {@code string}, {@code a, b or c} for an enumeration, the schema itself if it is more. */
  private static String type(Doc schema) {
    if (schema.at("enum").node().isArray()) {
      return schema.list("enum");
    }
    Doc type = schema.at("type");
    String format = schema.text("format");
    return type.node().isString()
        ? type.text() + (format.isEmpty() ? "" : " (" + format + ")")
        : type.isPresent() ? schema.list("type") : schema.text();
  }
}
