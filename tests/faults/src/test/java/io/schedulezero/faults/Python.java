package io.schedulezero.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The Python of this machine that has pyzmq, if there is one. */
final class Python {
  static final Path REPOSITORY = Path.of("../..").toAbsolutePath().normalize();
  static final Path EXAMPLE = REPOSITORY.resolve("examples/python-worker");

  static final String MISSING =
      "NOT TESTED: the worker in Python, because no python3 has zmq (Debian: apt install"
          + " python3-zmq)";

  private static final Optional<String> FOUND =
      Stream.of("/usr/bin/python3", "python3").filter(Python::hasZmq).findFirst();

  private Python() {}

  static Optional<String> find() {
    return FOUND;
  }

  static String path() {
    return FOUND.orElseThrow();
  }

  private static boolean hasZmq(String python) {
    try {
      return new ProcessBuilder(python, "-c", "import zmq")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException thereIsNone) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
