package io.schedulezero.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Arguments of a handler. */
final class ArgumentOptions {
  @Option(
      names = {"-a", "--arg"},
      paramLabel = "NAME=VALUE",
      description = {
        "An argument. The handler's schema says whether VALUE is text, a number or true/false; "
            + "NAME:=JSON gives JSON as it is. A list: repeat it, or use :=."
      })
  List<String> each = new ArrayList<>();

  @Option(
      names = "--args",
      paramLabel = "JSON",
      description =
          "All arguments as one JSON object, @FILE for those of a file, - for standard input.")
  @Nullable String whole;

  boolean isEmpty() {
    return each.isEmpty() && whole == null;
  }

  /**
   * One object; a single argument wins over the same name in {@code --args}.
   *
   * @param handler the handler's document
   */
  ObjectNode document(Inputs inputs, JsonNode handler) {
    ArgumentSchema schema = new ArgumentSchema(handler.path("args_schema"));
    ObjectNode args = whole == null ? Json.object() : inputs.jsonObject("--args", whole);
    ObjectNode singles = Json.object();
    for (String pair : each) {
      add(singles, pair, schema);
    }
    args.setAll(singles);
    return args;
  }

  private static void add(ObjectNode args, String pair, ArgumentSchema schema) {
    int equals = pair.indexOf('=');
    if (equals < 1 || pair.startsWith(":=")) {
      throw CommandFailed.usage(
          "--arg \"" + Text.oneLine(pair) + "\": write NAME=VALUE, or NAME:=JSON.");
    }
    String value = pair.substring(equals + 1);
    if (pair.charAt(equals - 1) == ':') {
      String name = pair.substring(0, equals - 1);
      args.set(name, Json.read(value, "--arg " + Text.oneLine(name)));
    } else {
      schema.put(args, pair.substring(0, equals), value);
    }
  }
}
