package io.schedulezero.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The shortest form of the crash test by HTTP; {@code tests/crash/run --http} is the long one. */
final class ServerCrashTest {
  private static final int ROUNDS = 2;

  @Test
  void a_killed_server_loses_and_doubles_nothing() throws Exception {
    Path directory = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "server-");
    StringBuilder log = new StringBuilder();

    CrashRun run = CrashRun.of(directory, ROUNDS, System.nanoTime() % 1_000_000, true, log::append);

    assertThat(run.audit().isClean()).as("%s%n%s", log, run.verdict()).isTrue();
    assertThat(run.figures().acknowledged()).isPositive();
    run.home().delete();
  }
}
