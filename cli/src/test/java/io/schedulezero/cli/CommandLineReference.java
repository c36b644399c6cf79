package io.schedulezero.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Writes the page about the command line from the commands themselves. */
final class CommandLineReference {
  private static final String INTRODUCTION =
      """
      # Command line

      <!-- Written from the commands by CommandLineReferenceTest, which also says how to write it again. -->

      `sz` starts a server and speaks to one. `sz help COMMAND` says what stands here.

      * **Where the server is**: `--server URL`, else the variable `SCHEDULEZERO_URL`, else `http://127.0.0.1:8888`. `host:port` is enough.
      * **For scripts**: `-o json` and `-o yaml` print the documents of the [HTTP API](../api/openapi.yaml) on standard output. Remarks,
        questions and progress go to standard error, and there only to a terminal.
      * **For people**: tables fit the terminal (`COLUMNS`, if it is set), colours are left out when `NO_COLOR` is set, and text of others
        cannot move the cursor: control characters are shown as escapes.
      * **Times** are shown in the local zone, with `--utc` in UTC. They are read as `2026-12-01T09:00:00+01:00`, or in the zone of the
        output as `"2026-12-01 09:00"`, `2026-12-01` or `09:00`; where the past is meant, `2h` is two hours ago.
      * **Durations** are `250ms`, `10s`, `5m`, `1h`, `2d`, or ISO 8601 such as `PT1M30S`.
      """;

  private CommandLineReference() {}

  static String write() {
    StringBuilder page = new StringBuilder(INTRODUCTION);
    CommandLine root = CommandTree.complete(new Sz(Terminal.ofProcess()));
    exitCodes(page);
    globalOptions(page, root.getCommandSpec());
    root.getSubcommands()
        .values()
        .forEach(command -> section(page, command.getCommandSpec(), "## "));
    return page.toString();
  }

  private static void exitCodes(StringBuilder page) {
    page.append("\n## Exit codes\n\n| code | meaning |\n|---|---|\n");
    for (ExitCode code : ExitCode.values()) {
      page.append("| ").append(code.code()).append(" | ").append(code.meaning()).append(" |\n");
    }
    page.append(
        "\nAn operation on several names goes on after a refusal, and ends with the code of the first one.\n");
  }

  private static void globalOptions(StringBuilder page, CommandSpec root) {
    page.append("\n## Global options\n\nEvery command takes them.\n\n");
    options(page, root.options());
  }

  private static void section(StringBuilder page, CommandSpec command, String level) {
    UsageMessageSpec usage = command.usageMessage();
    page.append("\n").append(level).append(command.qualifiedName()).append("\n\n");
    page.append(String.join("\n", usage.description()))
        .append("\n\n```\n")
        .append(synopsis(command))
        .append("\n```\n");
    List<OptionSpec> own =
        command.options().stream().filter(option -> !option.inherited()).toList();
    if (!own.isEmpty() || !command.positionalParameters().isEmpty()) {
      page.append("\n");
      arguments(page, command.positionalParameters(), own);
    }
    ownExitCodes(page, usage.exitCodeList());
    footer(page, usage.footer());
    command.subcommands().values().forEach(sub -> section(page, sub.getCommandSpec(), "### "));
  }

  private static String synopsis(CommandSpec command) {
    Stream<String> positionals =
        command.positionalParameters().stream()
            .map(p -> p.arity().min() == 0 ? "[" + label(p) + "]" : label(p));
    Stream<String> rest =
        Stream.concat(
            Stream.of("[OPTIONS]"),
            command.subcommands().isEmpty() ? positionals : Stream.of("[COMMAND]"));
    return command.qualifiedName() + " " + String.join(" ", rest.toList());
  }

  private static String label(PositionalParamSpec positional) {
    return positional.paramLabel() + (positional.arity().max() > 1 ? "..." : "");
  }

  private static void arguments(
      StringBuilder page, List<PositionalParamSpec> positionals, List<OptionSpec> options) {
    page.append("| argument | meaning |\n|---|---|\n");
    positionals.forEach(positional -> row(page, positional.paramLabel(), positional));
    options.forEach(option -> row(page, names(option), option));
  }

  private static void options(StringBuilder page, List<OptionSpec> options) {
    arguments(page, List.of(), options);
  }

  private static String names(OptionSpec option) {
    String names = String.join(", ", option.names());
    return option.arity().max() == 0 ? names : names + " " + option.paramLabel();
  }

  private static void row(StringBuilder page, String name, ArgSpec argument) {
    String meaning = String.join(" ", argument.description());
    page.append("| `")
        .append(name.replace("|", "\\|"))
        .append("` | ")
        .append(meaning.replace("|", "\\|"))
        .append(" |\n");
  }

  /** Those that mean something else here than in general. */
  private static void ownExitCodes(StringBuilder page, Map<String, String> codes) {
    Map<String, String> general =
        Arrays.stream(ExitCode.values())
            .collect(
                java.util.stream.Collectors.toMap(
                    c -> Integer.toString(c.code()), ExitCode::meaning));
    List<String> own =
        codes.entrySet().stream()
            .filter(code -> !code.getValue().equals(general.get(code.getKey())))
            .map(code -> String.format(Locale.ROOT, "* %s: %s", code.getKey(), code.getValue()))
            .toList();
    if (!own.isEmpty()) {
      page.append("\nExit codes:\n\n").append(String.join("\n", own)).append("\n");
    }
  }

  /** Prose as it is, examples as code. */
  private static void footer(StringBuilder page, String[] lines) {
    boolean code = false;
    for (String line : lines) {
      boolean indented = line.startsWith("  ");
      if (indented && !code) {
        page.append("\n```sh\n");
      } else if (!indented && code) {
        page.append("```\n");
      }
      code = indented;
      page.append(indented ? line.substring(2) : line).append("\n");
    }
    page.append(code ? "```\n" : "");
  }
}
