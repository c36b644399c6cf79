package io.schedulezero.cli;

/** Ends a command: the message goes to standard error, the code to the shell. */
final class CommandFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode code;

  /**
   * @param message what failed, with which name, and what to do; safe for a terminal
   */
  CommandFailed(ExitCode code, String message) {
    super(message);
    this.code = code;
  }

  ExitCode code() {
    return code;
  }

  static CommandFailed usage(String message) {
    return new CommandFailed(ExitCode.USAGE, message);
  }
}
