package io.schedulezero.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs the commands of one page in the root of the checkout, on ports and a data folder of their
 * own and on the Java that runs the test. Closing it ends the servers and workers that the page
 * started.
 */
final class Shell implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 60;

  private final Path folder;
  private final int port;
  private final int workersPort;
  private final Deque<Process> processes = new ArrayDeque<>();
  private final HttpClient http = HttpClient.newHttpClient();

  Shell(Path folder) {
    this.folder = folder;
    this.port = freePort();
    this.workersPort = freePort();
  }

  /** What a command said, on both streams, and how it ended; or the status of a request. */
  record Answer(int exitCode, String output) {}

  Answer run(Commands.Command command) throws IOException, InterruptedException {
    if (command.stopsProcess()) {
      stop(processes.pop());
      return new Answer(0, "");
    }
    return command.startsProcess() ? start(command.line()) : await(command.line());
  }

  @Override
  public void close() {
    processes.forEach(Shell::stop);
  }

  /** Sends what a page shows as JSON; answers with the status and the body. */
  Answer request(String method, String path, String json) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(json))
            .build();
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    return new Answer(response.statusCode(), response.body());
  }

  private static void stop(Process process) {
    process.destroy();
    process.onExit().completeOnTimeout(process, PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    process.destroyForcibly();
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

  /** A server or a worker is there when it has said its first line; it logs apart. */
  private Answer start(String line) throws IOException {
    Path log = Files.createTempFile(folder, "server", ".log");
    Process process =
        shell("exec env " + line).redirectErrorStream(false).redirectError(log.toFile()).start();
    processes.push(process);
    String ready = process.inputReader().readLine();
    return ready == null ? new Answer(-1, Files.readString(log)) : new Answer(0, ready);
  }

  private ProcessBuilder shell(String line) {
    ProcessBuilder builder = new ProcessBuilder("bash", "-c", line);
    builder.directory(Repository.ROOT.toFile()).redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("SCHEDULEZERO_HTTP_PORT", Integer.toString(port));
    environment.put("SCHEDULEZERO_URL", "http://127.0.0.1:" + port);
    environment.put("SCHEDULEZERO_WORKERS_ADDRESS", "tcp://127.0.0.1:" + workersPort);
    environment.put("SCHEDULEZERO_CONNECT", "tcp://127.0.0.1:" + workersPort);
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
