package io.schedulezero.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** What follows when a run has been submitted. */
final class WaitOptions {
  @Option(
      names = {"-w", "--wait"},
      description = "Wait until the run has finished.")
  boolean wait;

  @Option(names = "--wait-timeout", paramLabel = "TIME", description = "Wait at most so long.")
  @Nullable String timeout;

  @Option(
      names = {"-f", "--follow"},
      description = "Wait, and show what the handler logs on standard error.")
  boolean follow;

  @Option(
      names = {"-q", "--quiet"},
      description = "Print the id of the run and nothing else.")
  boolean quiet;

  /**
   * Before the run is submitted, so that a wrong flag makes no run, and the patience begins here.
   */
  RunWait prepare(ClientCommand command) {
    return new RunWait(command, timeout, follow);
  }

  ExitCode finish(ClientCommand command, JsonNode submitted, RunWait waiting) {
    Doc answer = new Doc(submitted);
    boolean waits = wait || follow || timeout != null;
    Printer printer = command.printer();
    if (quiet) {
      printer.line(answer.text("id"));
    } else if (!waits) {
      printer.answer(() -> submitted, () -> printer.line(sentence(answer, command.moments())));
    }
    return waits ? waiting.outcome(answer.text("id"), quiet) : ExitCode.OK;
  }

  private static String sentence(Doc answer, Moments moments) {
    String run = "Run " + answer.text("id");
    if (!answer.is("fresh")) {
      return run + " has this key already; no second run was made.";
    }
    String state = answer.text("state");
    String due = answer.instant("due_at").map(moments::both).orElse("");
    return run + " is " + state + (state.equals("scheduled") ? ", due " + due : "") + ".";
  }
}
