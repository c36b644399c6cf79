package io.schedulezero.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulezero.handler.Handler;
import io.schedulezero.handler.RunContext;
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
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lines of a run that is not at its end, on their way from the handler to the terminal. */
@Timeout(60)
final class FollowTest {
  private static final Semaphore MAY_GO_ON = new Semaphore(0);

  /** A module of a user. */
  public static final class Talker {
    @Handler
    public void talk(int times, RunContext run) throws InterruptedException {
      for (int i = 1; i <= times; i++) {
        run.logger().info("step {}", i);
        MAY_GO_ON.acquire();
      }
      run.logger().warn("done");
    }
  }

  @SuppressWarnings("NullAway.Init")
  private Server server;

  @BeforeEach
  void start() {
    MAY_GO_ON.drainPermits();
    server =
        Server.start(
            new ServerOptions(null, "127.0.0.1:0", null, List.of()),
            Map.of(
                "SCHEDULEZERO_STORAGE_TYPE", "memory",
                "SCHEDULEZERO_SCHEDULER_STOP_GRACE", "0s",
                "SCHEDULEZERO_HANDLERS_BUILTIN", "[{module: " + Talker.class.getName() + "}]"));
  }

  @AfterEach
  void stop() {
    MAY_GO_ON.release(1_000);
    server.close();
  }

  private Shell shell() {
    return new Shell().server(server.address()).now();
  }

  private String submitted(int times) {
    String out = shell().type("run talk --arg times=" + times + " -o json").out();
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
    String id = submitted(2);
    UnderWay logs = begun("runs", "logs", "-f", id);
    assertThat(logs.out().readLine()).endsWith("INFO  step 1");
    assertThat(state(id)).isEqualTo("running");
    MAY_GO_ON.release();
    assertThat(logs.out().readLine()).endsWith("INFO  step 2");
    assertThat(state(id)).isEqualTo("running");
    MAY_GO_ON.release();
    assertThat(logs.out().readLine()).endsWith("WARN  done");
    assertThat(logs.out().readLine()).isNull();
    assertThat(logs.code().get(30, TimeUnit.SECONDS)).isZero();
    assertThat(state(id)).isEqualTo("succeeded");
  }

  @Test
  void a_script_gets_one_document_a_line_from_where_it_left_off() throws Exception {
    String id = submitted(2);
    UnderWay first = begun("runs", "logs", "-f", id, "-o", "json");
    Doc line = new Doc(Json.read(first.out().readLine(), "a line"));
    assertThat(line.text("text")).isEqualTo("step 1");
    first.out().close();

    MAY_GO_ON.release(2);
    UnderWay second =
        begun("runs", "logs", "-f", id, "-o", "json", "--cursor", line.text("number"));
    assertThat(second.out().lines().map(text -> new Doc(Json.read(text, "a line")).text("text")))
        .containsExactly("step 2", "done");
    assertThat(second.code().get(30, TimeUnit.SECONDS)).isZero();
  }

  @Test
  void a_server_that_stops_ends_what_follows_it() throws Exception {
    UnderWay logs = begun("runs", "logs", "-f", submitted(5));
    assertThat(logs.out().readLine()).endsWith("step 1");
    server.close();
    assertThat(logs.out().readLine()).isNull();
    assertThat(logs.code().get(30, TimeUnit.SECONDS)).isZero();
  }
}
