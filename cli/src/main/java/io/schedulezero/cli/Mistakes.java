package io.schedulezero.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says on standard error what was wrong, and picks the exit code. */
final class Mistakes implements IParameterExceptionHandler, IExecutionExceptionHandler {
  @Override
  public int handleParseException(ParameterException mistake, String[] args) {
    CommandLine line = mistake.getCommandLine();
    String name = line.getCommandSpec().qualifiedName();
    say(line, words(mistake));
    line.getErr().println("Help: " + name + " --help");
    return ExitCode.USAGE.code();
  }

  private static String words(ParameterException mistake) {
    if (mistake instanceof UnmatchedArgumentException unmatched
        && !unmatched.getUnmatched().isEmpty()) {
      return unknown(unmatched.getUnmatched().get(0), mistake.getCommandLine().getCommandSpec());
    }
    String message = mistake.getMessage();
    return Text.oneLine(message == null ? mistake.toString() : message);
  }

  private static String unknown(String word, CommandSpec spec) {
    String shown = "\"" + Text.cut(Text.oneLine(word), 80) + "\".";
    if (word.startsWith("-")) {
      List<String> options = new ArrayList<>();
      spec.options().forEach(option -> options.addAll(List.of(option.names())));
      return spec.qualifiedName()
          + " has no option "
          + shown
          + Nearest.question(word.replaceFirst("=.*", ""), options);
    }
    Collection<String> commands = spec.subcommands().keySet();
    return commands.isEmpty()
        ? spec.qualifiedName() + " does not take " + shown
        : spec.qualifiedName() + " has no command " + shown + Nearest.question(word, commands);
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine line, ParseResult parsed)
      throws Exception {
    if (e instanceof CommandFailed failed) {
      say(line, String.valueOf(failed.getMessage()));
      return failed.code().code();
    }
    throw e;
  }

  private static void say(CommandLine line, String message) {
    line.getErr().println("sz: " + message);
    line.getErr().flush();
  }
}
