package io.schedulezero.faults;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each scenario with each worker, several at a time: they mostly wait. */
@Tag("short")
@Execution(ExecutionMode.CONCURRENT)
final class DialogueTest {
  @TempDir Path directory;

  static List<Arguments> dialogues() throws IOException {
    List<Arguments> all = new ArrayList<>();
    for (Path file : Dialogues.files(Python.REPOSITORY)) {
      Script script = Script.read(file);
      for (Host host : Host.values()) {
        all.add(Arguments.of(script.name(), host, script));
      }
    }
    return all;
  }

  @ParameterizedTest(name = "{0} with {1}")
  @MethodSource("dialogues")
  void the_worker_says_what_it_must(String name, Host host, Script script) throws Exception {
    assumeTrue(host.missing().isEmpty(), host::missing);
    Dialogues.play(script, directory, host.referenceWorker());
  }
}
