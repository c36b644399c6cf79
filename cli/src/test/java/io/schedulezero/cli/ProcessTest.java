package io.schedulezero.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only real processes show: exit codes, signals, streams, and what is loaded. */
final class ProcessTest {
  private static final Duration LONGEST = Duration.ofSeconds(60);

  /** A build in the background ignores Ctrl-C, and what it starts would, too. */
  private static final List<String> HEARS_CTRL_C = List.of("env", "--default-signal=INT");

  @TempDir private Path folder = Path.of("set by JUnit");
  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void killAll() {
    started.forEach(Process::destroyForcibly);
  }

  private Process start(Map<String, String> env, List<String> javaOptions, String... args)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(HEARS_CTRL_C);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(javaOptions);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.schedulezero.cli.Sz"));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.redirectError(Files.createTempFile(folder, "err", "").toFile());
    builder.environment().putAll(env);
    Process process = builder.start();
    process.getOutputStream().close();
    started.add(process);
    return process;
  }

  private Process sz(String... args) throws IOException {
    return start(Map.of(), List.of(), args);
  }

  private static int exit(Process process) throws InterruptedException {
    assertThat(process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private static String out(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** Everything that any process said on standard error. */
  private String errors() {
    try (var files = Files.list(folder)) {
      StringBuilder all = new StringBuilder();
      for (Path file :
          files.filter(name -> name.getFileName().toString().startsWith("err")).toList()) {
        all.append(Files.readString(file));
      }
      return all.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The address in the one line that a server prints when it is ready. */
  private static String address(Process server) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
    String line = String.valueOf(lines.readLine());
    assertThat(line).startsWith("ScheduleZero is ready at http://127.0.0.1:");
    return line.substring(line.indexOf("http")).replaceFirst(",.*", "");
  }

  @Test
  void a_server_serves_until_it_is_told_to_end_and_keeps_what_it_has() throws Exception {
    Process first =
        start(
            Map.of("SCHEDULEZERO_URL", "http://127.0.0.1:1"),
            List.of(),
            "server",
            "--http",
            "127.0.0.1:0",
            "--data",
            "kept");
    String url = address(first);
    assertThat(exit(sz("run", "echo", "--arg", "text=kept", "--wait", "--server", url))).isZero();
    assertThat(exit(sz("run", "fail", "--max-attempts", "1", "--wait", "--server", url)))
        .isEqualTo(1);
    assertThat(exit(sz("server", "--http", "127.0.0.1:0", "--data", "kept")))
        .isEqualTo(ExitCode.CONFLICT.code());
    first.destroy();
    assertThat(exit(first)).isEqualTo(ExitCode.TERMINATED.code());

    Process second = sz("server", "--http", "127.0.0.1:0", "--data", "kept");
    Process runs = sz("runs", "--handler", "echo", "--server", address(second));
    assertThat(out(runs)).contains("echo", "succeeded");
    assertThat(exit(runs)).isZero();
  }

  /** What a worker says when it is connected, which it says once. */
  private static String line(Process worker) throws IOException {
    return String.valueOf(
        new BufferedReader(new InputStreamReader(worker.getInputStream(), StandardCharsets.UTF_8))
            .readLine());
  }

  private Process server(Map<String, String> env) throws IOException {
    return start(
        env,
        List.of(),
        "server",
        "--http",
        "127.0.0.1:0",
        "--data",
        "of-workers",
        "--workers",
        "tcp://127.0.0.1:*");
  }

  @Test
  void a_worker_runs_what_the_server_does_not_host_until_it_is_told_to_leave() throws Exception {
    Process server = server(Map.of("SCHEDULEZERO_HANDLERS_BUILTIN", "[]"));
    String ready = line(server);
    String url = ready.replaceFirst(".* at (http\\S+), .*", "$1");
    String address = ready.replaceFirst(".* for workers at ", "");
    assertThat(address).startsWith("tcp://127.0.0.1:");
    Process first = sz("worker", "--builtin", "--name", "first", "--connect", address);
    assertThat(line(first))
        .isEqualTo(
            "Worker first is connected to " + address + " and hosts echo, fail, noop, sleep.");
    Shell shell = new Shell().server(url).now();

    assertThat(shell.type("run echo --arg text=afar --wait").out()).contains("afar");
    assertThat(shell.type("runs --worker first").out()).contains("echo", "succeeded");
    assertThat(shell.type("run echo --arg txt=x").err()).contains("Did you mean text?");
    assertThat(shell.type("handlers").out()).contains("RUNS ON", "first");

    first.destroy();
    assertThat(exit(first)).isEqualTo(ExitCode.TERMINATED.code());
    assertThat(shell.type("run echo --arg text=later").code()).isZero();
    Process second =
        start(
            Map.of("SCHEDULEZERO_CONNECT", address),
            List.of(),
            "worker",
            "--builtin",
            "--name",
            "second",
            "--label",
            "zone=b");
    assertThat(line(second)).startsWith("Worker second is connected to ");
    await().atMost(LONGEST).until(() -> shell.type("runs --worker second").out().contains("echo"));
    assertThat(shell.type("workers show second").out()).contains("ready", "zone=b");
    assertThat(shell.type("workers drain second --within 5s").code()).isZero();
    assertThat(exit(second)).isZero();
  }

  @Test
  void who_stops_waiting_is_told_that_the_run_goes_on() throws Exception {
    Process server = sz("server", "--http", "127.0.0.1:0", "--data", "data");
    String url = address(server);
    Process waiting = sz("run", "sleep", "--arg", "duration=1h", "--wait", "--server", url);
    Shell shell = new Shell().server(url);
    await()
        .atMost(LONGEST)
        .until(() -> shell.type("runs --state running -o json").out().contains("\"sleep\""));
    new ProcessBuilder("kill", "-INT", Long.toString(waiting.pid())).start().waitFor();
    assertThat(exit(waiting)).isEqualTo(ExitCode.INTERRUPTED.code());
    assertThat(errors()).containsPattern("Run \\w{13} goes on; to stop it: sz runs cancel ");
    assertThat(shell.type("runs --state running -o json").out()).contains("\"sleep\"");
  }

  @Test
  void a_server_that_cannot_start_says_why() throws Exception {
    Files.writeString(folder.resolve("bad.yaml"), "http:\n  prot: 1\n");
    assertThat(exit(sz("server", "--config", "bad.yaml"))).isEqualTo(ExitCode.USAGE.code());
    assertThat(errors())
        .startsWith("sz: ")
        .contains("bad.yaml", "prot", "port")
        .doesNotContain("\tat ");
  }

  @Test
  void codes_reach_the_shell() throws Exception {
    assertThat(exit(sz("version"))).isZero();
    assertThat(exit(sz("rnu"))).isEqualTo(ExitCode.USAGE.code());
    assertThat(exit(sz("runs", "--server", "127.0.0.1:1"))).isEqualTo(ExitCode.UNREACHABLE.code());
  }

  @Test
  void a_reader_that_goes_away_ends_nothing_badly() throws Exception {
    Process pipe =
        new ProcessBuilder(
                "bash",
                "-c",
                "\"$0\" -cp \"$1\" io.schedulezero.cli.Sz completion bash | head -n 1; exit ${PIPESTATUS[0]}",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                System.getProperty("java.class.path"))
            .start();
    started.add(pipe);
    assertThat(out(pipe)).isEqualTo("#!/usr/bin/env bash\n");
    assertThat(exit(pipe)).isZero();
  }

  @Test
  void documents_are_utf_8_whatever_the_locale() throws Exception {
    Process preview =
        start(Map.of("LC_ALL", "C"), List.of("-Dfile.encoding=US-ASCII"), "run", "--help");
    assertThat(out(preview)).contains("Usage: sz run");
  }

  @Test
  void a_client_loads_neither_a_logger_nor_a_server_nor_other_commands() throws Exception {
    assertThat(loadedBy("runs", "--server", "127.0.0.1:1"))
        .anyMatch(name -> name.startsWith("java.net.http.HttpClient"))
        .noneMatch(
            name ->
                name.matches(
                    "(ch\\.qos|org\\.slf4j|org\\.eclipse|io\\.javalin|org\\.quartz|.*ScheduleTable|.*SchedulesList).*"));
  }

  @Test
  void a_preview_loads_not_even_a_client() throws Exception {
    assertThat(loadedBy("preview", "@daily"))
        .anyMatch(name -> name.endsWith(".FireTimes"))
        .noneMatch(
            name -> name.matches("(java\\.net\\.http|.*\\.JsonMapper|org\\.quartz|.*RunsList).*"));
  }

  private List<String> loadedBy(String... args) throws Exception {
    Path log = folder.resolve("loaded");
    exit(start(Map.of(), List.of("-Xlog:class+load:file=" + log), args));
    try (var lines = Files.lines(log)) {
      return lines.map(line -> line.replaceFirst(".*\\] (\\S+) source: .*", "$1")).toList();
    }
  }
}
