package io.schedulezero.cli;

/** Tells a person who stops waiting that the run does not stop. */
final class Interruption {
  private final Thread farewell;

  Interruption(Terminal terminal, String runId) {
    this.farewell =
        new Thread(
            () -> {
              terminal
                  .err()
                  .println("\nRun " + runId + " goes on; to stop it: sz runs cancel " + runId);
              terminal.err().flush();
            },
            "sz-interrupted");
    Runtime.getRuntime().addShutdownHook(farewell);
  }

  /** The wait has ended by itself. */
  void isOver() {
    try {
      Runtime.getRuntime().removeShutdownHook(farewell);
    } catch (IllegalStateException e) {
      // The process is being stopped: the farewell is said.
      return;
    }
  }
}
