package io.schedulezero.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line's root: {@code sz}, and what every command knows. */
@Command(
    name = "sz",
    description =
        "Runs handlers on time. A handler is a Java method; the server keeps its schedules and its runs.",
    footer = {
      "",
      "To begin with:",
      "  sz server                                      start a server",
      "  sz handlers                                    what it can run",
      "  sz run echo --arg text=hello --wait            run something now",
      "  sz schedules create --cron \"*/5 * * * *\" --handler noop",
      "  sz runs                                        what has run",
      "  sz workers                                     which other processes run handlers",
      "",
      "More: sz help COMMAND, or sz COMMAND --help."
    })
public final class Sz implements Callable<Integer> {
  static final String DEFAULT_SERVER = "http://127.0.0.1:8888";

  final Terminal terminal;

  @Option(
      names = "--server",
      paramLabel = "URL",
      scope = ScopeType.INHERIT,
      description = "The server to speak to; else SCHEDULEZERO_URL, else " + DEFAULT_SERVER + ".")
  @Nullable String server;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      scope = ScopeType.INHERIT,
      description = "table for people (default), json or yaml for scripts.")
  Printer.Format output = Printer.Format.table;

  @Option(
      names = "--utc",
      scope = ScopeType.INHERIT,
      description = "Show times in UTC, not in the local zone.")
  boolean utc;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help and exit.")
  boolean help;

  @Spec private @Nullable CommandSpec spec;

  Sz(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Ends the process with one of the documented codes. */
  public static void main(String[] args) {
    System.exit(run(Terminal.ofProcess(), args));
  }

  static int run(Terminal terminal, String... args) {
    CommandLine line = CommandTree.forArguments(new Sz(terminal), args);
    int code = line.execute(args);
    terminal.out().flush();
    return code;
  }

  @Override
  public Integer call() {
    if (spec != null) {
      spec.commandLine().usage(terminal.out());
    }
    return ExitCode.OK.code();
  }
}
