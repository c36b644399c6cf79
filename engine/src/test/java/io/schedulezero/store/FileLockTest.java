package io.schedulezero.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileLockTest {
  @TempDir private Path folder;

  /** Another process, which writes down whether it gets the lock. */
  static final class Other {
    public static void main(String[] args) throws IOException {
      Path answer = Path.of(args[1]);
      try {
        FileLock.on(Path.of(args[0])).close();
        Files.writeString(answer, "locked");
      } catch (IllegalStateException taken) {
        Files.writeString(answer, String.valueOf(taken.getMessage()));
      }
    }
  }

  @Test
  void a_second_attempt_in_this_process_is_refused_and_lets_no_other_process_in() throws Exception {
    Path file = folder.resolve("test.db");
    FileLock lock = FileLock.on(file);
    assertThatThrownBy(() -> FileLock.on(file))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("in use by process " + ProcessHandle.current().pid());
    assertThat(otherProcess(file)).contains("in use by process " + ProcessHandle.current().pid());

    lock.close();
    assertThat(otherProcess(file)).isEqualTo("locked");
  }

  private String otherProcess(Path file) throws IOException, InterruptedException {
    Path answer = folder.resolve("answer");
    String java = ProcessHandle.current().info().command().orElseThrow();
    Process process =
        new ProcessBuilder(
                java,
                "-cp",
                System.getProperty("java.class.path"),
                Other.class.getName(),
                file.toString(),
                answer.toString())
            .inheritIO()
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return Files.readString(answer);
  }
}
