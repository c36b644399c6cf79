package io.schedulezero.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/**
 * A process of a test: what it prints goes to a file of its own. It is killed when the test ends.
 */
final class Program implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofMinutes(1);

  private final String name;
  private final Process process;
  private final Path output;

  private Program(String name, Process process, Path output) {
    this.name = name;
    this.process = process;
    this.output = output;
  }

  static Program start(String name, Path directory, List<String> command) throws IOException {
    return start(name, directory, command, Map.of());
  }

  static Program start(
      String name, Path directory, List<String> command, Map<String, String> environment)
      throws IOException {
    Path output = Files.createTempFile(directory, name + "-", ".log");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    Process process =
        builder
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    return new Program(name, process, output);
  }

  long pid() {
    return process.pid();
  }

  String output() throws IOException {
    return Files.readString(output, StandardCharsets.UTF_8);
  }

  /** Waits until it has printed this, and returns the first group. */
  String await(String regex) {
    Pattern pattern = Pattern.compile(regex);
    String[] found = {""};
    Awaitility.await(name + " prints " + regex)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              Matcher matcher = pattern.matcher(output());
              if (matcher.find()) {
                found[0] = matcher.group(Math.min(1, matcher.groupCount()));
                return true;
              }
              if (!process.isAlive()) {
                throw new IllegalStateException(name + " has ended:\n" + output());
              }
              return false;
            });
    return found[0];
  }

  /** Its name and what it has printed. */
  @Override
  public String toString() {
    try {
      return name + " (pid " + pid() + ")\n" + output();
    } catch (IOException e) {
      return name + ": " + e;
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** SIGKILL; returns when it is no more. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** SIGTERM. */
  void terminate() {
    process.destroy();
  }

  /** SIGSTOP: it stands still, and its connections stay. */
  void freeze() throws IOException, InterruptedException {
    signal("STOP");
  }

  /** SIGCONT. */
  void thaw() throws IOException, InterruptedException {
    signal("CONT");
  }

  private void signal(String signal) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(pid())).start();
    if (kill.waitFor() != 0 && process.isAlive()) {
      throw new IllegalStateException(name + " could not be sent SIG" + signal);
    }
  }

  /** Waits for its end, and returns its exit code. */
  int awaitEnd(Duration time) throws InterruptedException, IOException {
    if (!process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError(name + " did not end within " + time + ":\n" + output());
    }
    return process.exitValue();
  }

  /** How many files and sockets it has open. */
  long openFiles() throws IOException {
    try (var files = Files.list(Path.of("/proc", Long.toString(pid()), "fd"))) {
      return files.count();
    }
  }

  /** From now on it has at most so many open at once. */
  void mayOpen(long files) throws IOException, InterruptedException {
    Process limit =
        new ProcessBuilder("prlimit", "--pid", Long.toString(pid()), "--nofile=" + files)
            .inheritIO()
            .start();
    if (limit.waitFor() != 0) {
      throw new IOException("prlimit did not limit the files of " + this);
    }
  }

  /** How many threads it has. */
  long threads() throws IOException {
    try (var tasks = Files.list(Path.of("/proc", Long.toString(pid()), "task"))) {
      return tasks.count();
    }
  }

  @Override
  public void close() {
    try {
      kill();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
