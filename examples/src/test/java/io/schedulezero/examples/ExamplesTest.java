package io.schedulezero.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
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

  private String run(Class<?> program) throws IOException, InterruptedException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process process =
        new ProcessBuilder(
                java.toString(), "-cp", System.getProperty("java.class.path"), program.getName())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    return said;
  }
}
