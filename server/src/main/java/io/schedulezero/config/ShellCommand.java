package io.schedulezero.config;

import io.schedulezero.input.Fields;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A command that the handler {@code shell} may run. No shell reads it: each element of {@code argv}
 * is one argument of the program, whatever the parameters hold.
 *
 * @param argv the program and its arguments; {@code {name}} stands for a parameter
 * @param parameters what each parameter must match as a whole
 * @param timeout after which it is killed
 */
public record ShellCommand(List<String> argv, Map<String, Pattern> parameters, Duration timeout) {
  private static final int MOST = 200;
  private static final Duration TIMEOUT = Duration.ofMinutes(10);
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z][a-z0-9_]*)}");

  public ShellCommand {
    argv = List.copyOf(argv);
    parameters = Map.copyOf(parameters);
  }

  /** The arguments with the parameters put in. */
  public List<String> argvWith(Map<String, String> values) {
    return argv.stream()
        .map(
            argument ->
                PLACEHOLDER
                    .matcher(argument)
                    .replaceAll(
                        match -> Matcher.quoteReplacement(values.getOrDefault(match.group(1), ""))))
        .toList();
  }

  static JsonNode none() {
    return JsonNodeFactory.instance.objectNode();
  }

  static @Nullable Map<String, ShellCommand> read(Fields parent, String name) {
    Fields commands = parent.object(name);
    if (commands == null) {
      return null;
    }
    Map<String, ShellCommand> read = new TreeMap<>();
    for (String command : commands.names()) {
      Fields fields = commands.object(command);
      if (fields == null) {
        commands.problem(command, "must be an object with argv");
      } else {
        read.put(command, one(fields));
      }
    }
    return read;
  }

  private static ShellCommand one(Fields fields) {
    List<String> argv =
        fields.required("argv", fields.list("argv", MOST, ShellCommand::argument), List.of());
    if (fields.has("argv") && argv.isEmpty()) {
      fields.problem("argv", "must begin with a program");
    }
    Map<String, Pattern> parameters = new LinkedHashMap<>();
    Fields declared = fields.object("parameters");
    if (declared != null) {
      for (String parameter : declared.names()) {
        Pattern pattern = declared.parsed(parameter, ShellCommand::pattern);
        if (pattern != null) {
          parameters.put(parameter, pattern);
        }
      }
    }
    Duration timeout = fields.duration("timeout");
    fields.done();
    refuseUndeclared(fields, argv, parameters.keySet());
    return new ShellCommand(argv, parameters, timeout == null ? TIMEOUT : timeout);
  }

  private static void refuseUndeclared(Fields fields, List<String> argv, Set<String> declared) {
    for (String argument : argv) {
      Matcher matcher = PLACEHOLDER.matcher(argument);
      while (matcher.find()) {
        if (!declared.contains(matcher.group(1))) {
          fields.problem("argv", "uses " + matcher.group() + ", which parameters does not declare");
        }
      }
    }
  }

  private static String argument(String text) {
    if (text.isEmpty() || text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a text that is not empty");
    }
    return text;
  }

  private static Pattern pattern(String text) {
    try {
      if (!text.isEmpty()) {
        return Pattern.compile(text);
      }
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("a regular expression: " + e.getDescription(), e);
    }
    throw new IllegalArgumentException("a regular expression that the value must match");
  }
}
