package io.schedulezero.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.schedulezero.ScheduleZero;
import io.schedulezero.run.Run;
import io.schedulezero.transport.Keys;
import io.schedulezero.worker.Worker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each example, as a program in an empty folder. */
final class ExamplesTest {
  @TempDir private Path folder;

  @Test
  void quickstart_welcomes_bob_and_does_so_again_when_it_is_started_again() throws Exception {
    assertThat(run(Quickstart.class)).contains("Welcome, bob@example.org");
    assertThat(run(Quickstart.class)).contains("Welcome, bob@example.org");
    assertThat(folder.resolve("schedulezero.db")).exists();
  }

  @Test
  void embedding_greets_bob_at_once_and_eve_only_once() throws Exception {
    assertThat(run(Embedding.class)).contains("SUCCEEDED \"Hello, Bob\"", "Eve comes later");
    assertThat(run(Embedding.class)).contains("SUCCEEDED", "Eve is on the list already");
  }

  @Test
  void routing_greets_bob_here_while_ada_waits_for_a_worker() throws Exception {
    assertThat(run(Routing.class)).contains("Bob: Hello, Bob", "Ada waits");
  }

  @Test
  void hosting_greets_for_a_server_until_it_is_told_to_end() throws Exception {
    try (ScheduleZero sz = ScheduleZero.builder().inMemory().workers("tcp://127.0.0.1:0").start()) {
      Process worker = start(Hosting.class, sz.workersAddress().orElseThrow());
      try {
        await().atMost(Duration.ofSeconds(60)).until(() -> !sz.workers().list().isEmpty());
        Run run = sz.run("greet", Map.of("name", "Ada")).await(Duration.ofSeconds(60));
        assertThat(run.result()).isEqualTo("\"Hello, Ada\"");
        worker.destroy();
        assertThat(worker.waitFor(30, TimeUnit.SECONDS)).isTrue();
      } finally {
        worker.destroyForcibly();
      }
    }
  }

  @Test
  void guarding_greets_for_a_server_that_knows_its_key() throws Exception {
    Path server = folder.resolve("server.key");
    Path worker = folder.resolve("worker.key");
    Keys.create().write(server);
    Keys keys = Keys.create();
    keys.write(worker);
    Path list = Files.writeString(folder.resolve("allow"), keys.publicKey() + " mail-* greet");
    try (ScheduleZero sz = Guarding.server("tcp://127.0.0.1:0", server, list);
        Worker greeter =
            Guarding.worker(sz.workersAddress().orElseThrow(), worker, Path.of(server + ".pub"))) {
      assertThat(greeter.name()).isEqualTo("mail-1");
      await().atMost(Duration.ofSeconds(60)).until(() -> !sz.workers().list().isEmpty());
      Run run = sz.run("greet", Map.of("name", "Ada")).await(Duration.ofSeconds(60));
      assertThat(run.result()).isEqualTo("\"Hello, Ada\"");
    }
  }

  private Process start(Class<?> program, String... arguments) throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
  }

  private String run(Class<?> program) throws IOException, InterruptedException {
    Process process = start(program);
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    return said;
  }
}
