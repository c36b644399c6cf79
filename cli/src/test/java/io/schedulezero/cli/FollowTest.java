package io.schedulezero.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulezero.server.Server;
import io.schedulezero.server.ServerOptions;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Lines of a run that is not at its end, on their way from the handler to the terminal. */
@Timeout(60)
final class FollowTest {
  /**
   * Each step but the first waits for a line of a pipe of its own: one pipe for both could be
   * opened a second time while its first writer still closes it, and the step would not wait.
   */
  private static final String TALK =
      "echo step 1; read go < \"$0/2\"; echo step 2; read go < \"$0/3\"; echo done";

  @TempDir private Path folder = Path.of("set by JUnit");

  @SuppressWarnings("NullAway.Init")
  private Server server;

  @BeforeEach
  void start() throws Exception {
    for (int step = 2; step <= 3; step++) {
      assertThat(new ProcessBuilder("mkfifo", pipe(step).toString()).start().waitFor()).isZero();
    }
    String command =
        "{talk: {argv: [/bin/sh, -c, '%s', '%s'], timeout: 1m}}".formatted(TALK, folder);
    server =
        Server.start(
            new ServerOptions(null, "127.0.0.1:0", null, List.of(), "off"),
            Map.of(
                "SCHEDULEZERO_STORAGE_TYPE", "memory",
                "SCHEDULEZERO_SCHEDULER_STOP_GRACE", "0s",
                "SCHEDULEZERO_HANDLERS_SHELL_COMMANDS", command));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Path pipe(int step) {
    return folder.resolve(String.valueOf(step));
  }

  private void goOnTo(int step) throws IOException {
    Files.writeString(pipe(step), "go\n");
  }

  private Shell shell() {
    return new Shell().server(server.address()).now();
  }

  private String submitted() {
    String out = shell().type("run shell --arg command=talk -o json").out();
    return Json.read(out, "the answer").path("id").asString();
  }

  private String state(String id) {
    String out = shell().type("runs show " + id + " -o json").out();
    return Json.read(out, "the answer").path("state").asString();
  }

  /** A command under way, and what it has said so far. */
  private record UnderWay(CompletableFuture<Integer> code, BufferedReader out) {}

  private UnderWay begun(String... args) throws IOException {
    PipedOutputStream said = new PipedOutputStream();
    BufferedReader out =
        new BufferedReader(
            new InputStreamReader(new PipedInputStream(said), StandardCharsets.UTF_8));
    Terminal terminal =
        new Terminal(
            new ByteArrayInputStream(new byte[0]),
            new PrintStream(said, true, StandardCharsets.UTF_8),
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
            Map.of("SCHEDULEZERO_URL", server.address())::get,
            new Terminal.People(false, false, false),
            () -> 80,
            Clock.systemUTC(),
            ZoneOffset.UTC);
    CompletableFuture<Integer> code = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              code.complete(Sz.run(terminal, args));
              terminal.out().close();
            },
            "sz");
    thread.setDaemon(true);
    thread.start();
    return new UnderWay(code, out);
  }

  @Test
  void each_line_is_shown_while_the_run_goes_on() throws Exception {
    String id = submitted();
    UnderWay logs = begun("runs", "logs", "-f", id);
    assertThat(logs.out().readLine()).endsWith("INFO  step 1");
    assertThat(state(id)).isEqualTo("running");
    goOnTo(2);
    assertThat(logs.out().readLine()).endsWith("INFO  step 2");
    assertThat(state(id)).isEqualTo("running");
    goOnTo(3);
    assertThat(logs.out().readLine()).endsWith("INFO  done");
    assertThat(logs.out().readLine()).isNull();
    assertThat(logs.code().get(30, TimeUnit.SECONDS)).isZero();
    assertThat(state(id)).isEqualTo("succeeded");
  }

  private static Doc line(UnderWay command) throws IOException {
    return new Doc(Json.read(command.out().readLine(), "a line"));
  }

  @Test
  void a_script_gets_one_document_a_line_from_where_it_left_off() throws Exception {
    String id = submitted();
    UnderWay first = begun("runs", "logs", "-f", id, "-o", "json");
    Doc line = line(first);
    assertThat(line.text("text")).isEqualTo("step 1");
    first.out().close();

    UnderWay second =
        begun("runs", "logs", "-f", id, "-o", "json", "--cursor", line.text("number"));
    goOnTo(2);
    assertThat(line(second).text("text")).isEqualTo("step 2");
    goOnTo(3);
    assertThat(line(second).text("text")).isEqualTo("done");
    assertThat(second.out().readLine()).isNull();
    assertThat(second.code().get(30, TimeUnit.SECONDS)).isZero();
  }

  @Test
  void a_server_that_stops_ends_what_follows_it() throws Exception {
    UnderWay logs = begun("runs", "logs", "-f", submitted());
    assertThat(logs.out().readLine()).endsWith("step 1");
    server.close();
    assertThat(logs.out().readLine()).isNull();
    assertThat(logs.code().get(30, TimeUnit.SECONDS)).isZero();
  }
}
