package io.schedulezero.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worker of the examples that is written in Python. */
final class PythonConformanceTest {
  @TempDir Path directory;

  @BeforeEach
  void there_is_a_python_with_zmq() {
    assumeTrue(Python.find().isPresent(), Python.MISSING);
  }

  @Test
  void its_codec_agrees_with_every_vector() throws Exception {
    try (Program conformance =
        Program.start("conformance", directory, List.of(Python.path(), script("conformance.py")))) {
      int exit = conformance.awaitEnd(Duration.ofSeconds(60));
      assertThat(conformance.output()).matches("(\\d+) of \\1 vectors\n");
      assertThat(exit).isZero();
    }
  }

  private static String script(String name) {
    return Python.EXAMPLE.resolve(name).toString();
  }
}
