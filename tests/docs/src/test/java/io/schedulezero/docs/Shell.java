package io.schedulezero.docs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs the commands of one page in the root of the checkout, on a port and a data folder of their
 * own and on the Java that runs the test. Closing it ends the servers that the page started.
 */
final class Shell implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 60;

  private final Path folder;
  private final int port;
  private final Deque<Process> servers = new ArrayDeque<>();

  Shell(Path folder) {
    this.folder = folder;
    this.port = freePort();
  }

  /** What a command said, on both streams, and how it ended. */
  record Answer(int exitCode, String output) {}

  Answer run(Commands.Command command) throws IOException, InterruptedException {
    return command.startsServer() ? start(command.line()) : await(command.line());
  }

  @Override
  public void close() {
    for (Process server : servers) {
      server.destroy();
      server.onExit().completeOnTimeout(server, PATIENCE_SECONDS, TimeUnit.SECONDS).join();
      server.destroyForcibly();
    }
  }

  private Answer await(String line) throws IOException, InterruptedException {
    Path said = Files.createTempFile(folder, "command", ".txt");
    Process process = shell(line).redirectOutput(said.toFile()).start();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      return new Answer(-1, Files.readString(said) + "\n(still running, so it was ended)");
    }
    return new Answer(process.exitValue(), Files.readString(said));
  }

  /** A server is there when it has said its first line, which is its address. */
  private Answer start(String line) throws IOException {
    Process process = shell("exec " + line).start();
    servers.push(process);
    BufferedReader output = process.inputReader();
    String ready = output.readLine();
    return ready == null ? new Answer(-1, "(it ended at once)") : new Answer(0, ready);
  }

  private ProcessBuilder shell(String line) {
    ProcessBuilder builder = new ProcessBuilder("bash", "-c", line);
    builder.directory(Repository.ROOT.toFile()).redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("SCHEDULEZERO_HTTP_PORT", Integer.toString(port));
    environment.put("SCHEDULEZERO_URL", "http://127.0.0.1:" + port);
    environment.put("SCHEDULEZERO_STORAGE_PATH", folder.toString());
    return builder;
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
