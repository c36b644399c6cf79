package io.schedulezero.cli;

import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_OPTION_LIST;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_OPTION_LIST_HEADING;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** All commands, and how their help looks. */
final class CommandTree {
  private static final int WIDEST_HELP = 100;
  private static final int NARROWEST_HELP = 55;
  private static final String GLOBAL_OPTIONS = "globalOptions";
  private static final Map<String, Supplier<Object>> COMMANDS = new LinkedHashMap<>();

  static {
    COMMANDS.put("server", ServerCommand::new);
    COMMANDS.put("worker", WorkerCommand::new);
    COMMANDS.put("handlers", HandlersCommand::new);
    COMMANDS.put("workers", WorkersCommand::new);
    COMMANDS.put("keys", KeysCommand::new);
    COMMANDS.put("run", RunCommand::new);
    COMMANDS.put("runs", RunsCommand::new);
    COMMANDS.put("why", WhyCommand::new);
    COMMANDS.put("schedules", SchedulesCommand::new);
    COMMANDS.put("preview", PreviewCommand::new);
    COMMANDS.put("stats", StatsCommand::new);
    COMMANDS.put("health", HealthCommand::new);
    COMMANDS.put("config", ConfigCommand::new);
    COMMANDS.put("completion", CompletionCommand::new);
    COMMANDS.put("version", VersionCommand::new);
    COMMANDS.put("help", HelpCommand::new);
  }

  private CommandTree() {}

  /** With the one command that is named first, or with all: each costs time to set up. */
  static CommandLine forArguments(Sz root, String... args) {
    List<String> wanted =
        args.length > 0 && COMMANDS.containsKey(args[0]) && !args[0].equals("help")
            ? List.of(args[0])
            : List.copyOf(COMMANDS.keySet());
    return of(root, wanted);
  }

  static CommandLine complete(Sz root) {
    return of(root, COMMANDS.keySet());
  }

  private static CommandLine of(Sz root, Collection<String> wanted) {
    Terminal terminal = root.terminal;
    CommandLine line = new CommandLine(root);
    COMMANDS.forEach(
        (name, command) -> {
          if (wanted.contains(name)) {
            line.addSubcommand(name, command.get());
          }
        });
    Mistakes mistakes = new Mistakes();
    line.setOut(writer(terminal.out()))
        .setErr(writer(terminal.err()))
        .setColorScheme(Help.defaultColorScheme(terminal.coloured() ? Help.Ansi.ON : Help.Ansi.OFF))
        .setParameterExceptionHandler(mistakes)
        .setExecutionExceptionHandler(mistakes)
        .setUsageHelpWidth(Math.max(NARROWEST_HELP, Math.min(terminal.width(), WIDEST_HELP)))
        .setExpandAtFiles(false);
    shapeHelp(line);
    return line;
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }

  private static void shapeHelp(CommandLine line) {
    UsageMessageSpec usage = line.getCommandSpec().usageMessage();
    usage.synopsisHeading("Usage: ").abbreviateSynopsis(true).descriptionHeading("%n");
    usage
        .parameterListHeading("%n")
        .optionListHeading("%nOptions:%n")
        .commandListHeading("%nCommands:%n");
    usage.exitCodeListHeading("%nExit codes:%n").exitCodeList(exitCodes(line.getCommandSpec()));
    usage
        .sectionMap()
        .put(
            SECTION_KEY_OPTION_LIST_HEADING,
            help -> own(help).isEmpty() ? "" : help.optionListHeading());
    usage
        .sectionMap()
        .put(SECTION_KEY_OPTION_LIST, help -> help.optionListExcludingGroups(own(help)));
    usage.sectionMap().put(GLOBAL_OPTIONS, CommandTree::globalOptions);
    usage.sectionKeys(withGlobalOptions(usage.sectionKeys()));
    line.getSubcommands().values().forEach(CommandTree::shapeHelp);
  }

  private static List<String> withGlobalOptions(List<String> keys) {
    List<String> more = new ArrayList<>(keys);
    more.add(more.indexOf(SECTION_KEY_OPTION_LIST) + 1, GLOBAL_OPTIONS);
    return more;
  }

  private static List<OptionSpec> own(Help help) {
    return options(help, option -> !option.inherited());
  }

  private static String globalOptions(Help help) {
    List<OptionSpec> inherited = options(help, OptionSpec::inherited);
    String heading = help.createHeading("%nGlobal options:%n");
    return inherited.isEmpty() ? "" : heading + help.optionListExcludingGroups(inherited);
  }

  private static List<OptionSpec> options(Help help, Predicate<OptionSpec> which) {
    return help.commandSpec().options().stream()
        .filter(option -> !option.hidden())
        .filter(which)
        .toList();
  }

  /**
   * The meanings that the command gives in its annotation, and those that are common to its kind.
   */
  private static Map<String, String> exitCodes(CommandSpec command) {
    Map<String, String> codes = new TreeMap<>(Comparator.comparingInt(Integer::parseInt));
    for (ExitCode code : common(command.userObject())) {
      codes.put(Integer.toString(code.code()), code.meaning());
    }
    codes.putAll(command.usageMessage().exitCodeList());
    return codes;
  }

  private static Collection<ExitCode> common(Object command) {
    if (command instanceof Sz) {
      return EnumSet.allOf(ExitCode.class);
    }
    return command instanceof ClientCommand
        ? EnumSet.range(ExitCode.OK, ExitCode.UNREACHABLE)
        : EnumSet.of(ExitCode.OK, ExitCode.USAGE);
  }
}
