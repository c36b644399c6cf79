package io.schedulezero.faults;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.List;

/** Which workers a test has: one of them in ./check, and all in the long form. */
final class Hosts {
  /** The property that says it is the long form. */
  private static final boolean ALL = Boolean.getBoolean("faults.all");

  private Hosts() {}

  static List<Host> javaFirst() {
    return ALL ? Arrays.asList(Host.values()) : List.of(Host.JAVA);
  }

  static List<Host> pythonFirst() {
    return ALL ? Arrays.asList(Host.values()) : List.of(Host.PYTHON);
  }

  static void assumePresent(Host host) {
    assumeTrue(host.missing().isEmpty(), host::missing);
  }
}
