package io.schedulezero.cli;

/** What a script can trust. The reference page of the command line lists them from here. */
enum ExitCode {
  OK(0, "it worked; a run that was waited for succeeded"),
  FAILED(
      1,
      "the server could not do it; or a run that was waited for failed, was cancelled or was skipped"),
  USAGE(2, "a flag, an argument or an input is wrong; nothing has changed"),
  UNREACHABLE(3, "no server answered"),
  NOT_FOUND(4, "there is no such run, schedule, handler or worker"),
  CONFLICT(5, "the present state forbids it, or somebody else changed it; nothing has changed"),
  LOST_A_PART(70, "the server has lost what only another process brings back: start it again"),
  WAIT_TIMED_OUT(124, "the wait was over before the run; the run goes on"),
  INTERRUPTED(130, "stopped by Ctrl-C; runs on the server go on"),
  TERMINATED(143, "stopped by SIGTERM; runs on the server go on");

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  int code() {
    return code;
  }

  String meaning() {
    return meaning;
  }

  /** For an HTTP status of 400 and above. */
  static ExitCode ofStatus(int status) {
    return switch (status) {
      case 400, 413, 415, 422 -> USAGE;
      case 404 -> NOT_FOUND;
      case 409, 412 -> CONFLICT;
      default -> FAILED;
    };
  }
}
