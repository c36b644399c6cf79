package io.schedulezero.builtin;

import io.schedulezero.config.ShellCommand;
import io.schedulezero.handler.Arg;
import io.schedulezero.handler.GiveUp;
import io.schedulezero.handler.Handler;
import io.schedulezero.handler.RunContext;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Runs the commands that the configuration names. No shell is involved, in spite of the name. */
final class Shell {
  /** What a command gets of the server's environment; the rest may hold what it must not see. */
  private static final List<String> ENVIRONMENT = List.of("PATH", "HOME", "LANG", "TZ", "TMPDIR");

  private final Map<String, ShellCommand> commands;

  Shell(Map<String, ShellCommand> commands) {
    this.commands = commands;
  }

  /**
   * How it ended.
   *
   * @param output the end of what it wrote
   */
  record Ended(int exitCode, String output) {}

  @Handler(description = "Runs a command that the configuration names; its output is logged.")
  Ended shell(
      @Arg(description = "Name of the command") String command,
      @Arg(description = "Its parameters by name", defaultValue = "{}")
          Map<String, String> parameters,
      RunContext run)
      throws IOException, InterruptedException {
    ShellCommand known = commands.get(command);
    if (known == null) {
      throw new GiveUp("There is no command " + command + "; known are " + commands.keySet());
    }
    check(command, known, parameters);
    Process process = start(known.argvWith(parameters));
    CompletableFuture.delayedExecutor(known.timeout().toMillis(), TimeUnit.MILLISECONDS)
        .execute(() -> kill(process));
    run.onCancel(() -> kill(process));
    try (OutputLines output = new OutputLines(run.logger())) {
      read(process, output);
      int exitCode = process.waitFor();
      if (exitCode != 0) {
        throw new IllegalStateException(
            "The command " + command + " ended with " + exitCode + ": " + output.lastLine());
      }
      return new Ended(exitCode, output.end());
    } finally {
      kill(process);
    }
  }

  private static void check(String command, ShellCommand known, Map<String, String> given) {
    for (Map.Entry<String, Pattern> parameter : known.parameters().entrySet()) {
      String value = given.get(parameter.getKey());
      if (value == null) {
        throw new GiveUp("The command " + command + " needs " + parameter.getKey());
      }
      if (value.indexOf('\0') >= 0 || !parameter.getValue().matcher(value).matches()) {
        throw new GiveUp(parameter.getKey() + " must match " + parameter.getValue());
      }
    }
    for (String name : given.keySet()) {
      if (!known.parameters().containsKey(name)) {
        throw new GiveUp("The command " + command + " has no parameter " + name);
      }
    }
  }

  private static Process start(List<String> argv) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(argv).redirectErrorStream(true);
    builder.environment().keySet().retainAll(ENVIRONMENT);
    Process process = builder.start();
    process.getOutputStream().close();
    return process;
  }

  private static void read(Process process, OutputLines output) throws IOException {
    try (Reader in = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)) {
      char[] buffer = new char[4096];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        output.add(new String(buffer, 0, count));
      }
    }
  }

  private static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
