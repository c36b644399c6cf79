package io.schedulezero.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Waits for a run, and tells how it ended. */
final class RunWait {
  private static final Set<String> FINAL = Set.of("succeeded", "failed", "cancelled", "skipped");
  private static final Duration LONG_POLL = Duration.ofSeconds(30);
  private static final Duration REDRAW = Duration.ofMillis(200);

  private final ClientCommand command;
  private final Terminal terminal;
  private final @Nullable Instant deadline;
  private final boolean follow;

  /**
   * @param patience a duration as people write it; without end if null
   */
  RunWait(ClientCommand command, @Nullable String patience, boolean follow) {
    this.command = command;
    this.terminal = command.terminal();
    this.follow = follow;
    this.deadline =
        patience == null
            ? null
            : terminal.clock().instant().plus(Lengths.read("--wait-timeout", patience));
  }

  /** Prints the run when it has finished. */
  ExitCode outcome(String id, boolean quiet) {
    Interruption interruption = new Interruption(terminal, id);
    try {
      if (follow) {
        showLogs(id);
      }
      JsonNode run = finished(id);
      if (!quiet) {
        print(run);
      }
      return new Doc(run).text("state").equals("succeeded") ? ExitCode.OK : ExitCode.FAILED;
    } catch (CommandFailed failed) {
      if (failed.code() == ExitCode.UNREACHABLE) {
        throw new CommandFailed(
            failed.code(), failed.getMessage() + " The run goes on: sz runs show " + id);
      }
      throw failed;
    } finally {
      interruption.isOver();
    }
  }

  private void showLogs(String id) {
    LogText text = new LogText(command.moments(), terminal.people().err() && terminal.coloured());
    new LogStream(command.client(), id)
        .forEach(
            null,
            left().orElse(null),
            line -> {
              text.lines(line).forEach(terminal.err()::println);
              return true;
            });
  }

  private JsonNode finished(String id) {
    ProgressLine progress = new ProgressLine(terminal);
    try {
      while (true) {
        JsonNode run =
            command
                .client()
                .get(new Query().with("wait", poll() + "ms").on("/api/runs/" + Client.part(id)));
        if (FINAL.contains(new Doc(run).text("state"))) {
          return run;
        }
        if (left().filter(Duration::isZero).isPresent()) {
          throw new CommandFailed(
              ExitCode.WAIT_TIMED_OUT,
              "Run "
                  + id
                  + " is still "
                  + Text.oneLine(new Doc(run).text("state"))
                  + "; it goes on: sz runs show "
                  + id);
        }
        progress.draw(new Doc(run));
      }
    } finally {
      progress.clear();
    }
  }

  private long poll() {
    Duration longest = terminal.people().err() ? REDRAW : LONG_POLL;
    return left().filter(left -> left.compareTo(longest) < 0).orElse(longest).toMillis();
  }

  /** Nothing if there is no deadline; zero if it has passed. */
  private Optional<Duration> left() {
    if (deadline == null) {
      return Optional.empty();
    }
    Duration left = Duration.between(terminal.clock().instant(), deadline);
    return Optional.of(left.isNegative() ? Duration.ZERO : left);
  }

  private void print(JsonNode run) {
    Doc doc = new Doc(run);
    Printer printer = command.printer();
    printer.answer(() -> run, () -> sentences(doc, printer));
  }

  private static void sentences(Doc run, Printer printer) {
    String took = run.length("run_ms");
    String state = run.text("state");
    long attempts = run.number("attempt_count");
    printer.line(
        "Run "
            + run.text("id")
            + " "
            + (state.equals("succeeded") || state.equals("failed") ? state : "was " + state)
            + (took.isEmpty() ? "" : " in " + took)
            + (attempts > 1 ? ", at attempt " + attempts : "")
            + ".");
    printer.facts(
        new Facts()
            .add("Result", run.text("result"))
            .add("Failure", FailureText.of(run.at("error")), Style.BAD)
            .add("At", run.at("error").text("own_frame"))
            .add("Note", run.text("note")));
  }
}
