package io.schedulezero.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The workers that are tested. */
enum Host {
  JAVA {
    @Override
    String missing() {
      return "";
    }

    @Override
    List<String> referenceWorker() {
      return Java.command(HostProgram.class.getName(), List.of("{address}", "{name}", "{slots}"));
    }

    @Override
    List<String> faultWorker(String address, String name, int slots) {
      List<String> arguments = new ArrayList<>(List.of("worker", "--connect", address));
      arguments.addAll(List.of("--name", name, "--slots", "" + slots));
      arguments.addAll(List.of("--drain-within", DRAIN_WITHIN.toSeconds() + "s"));
      return Java.command("io.schedulezero.cli.Sz", arguments);
    }
  },

  PYTHON {
    @Override
    String missing() {
      return Python.find().isPresent() ? "" : Python.MISSING;
    }

    @Override
    List<String> referenceWorker() {
      return command(
          Python.EXAMPLE.resolve("worker.py").toString(), "{address}", "{name}", "{slots}");
    }

    @Override
    List<String> faultWorker(String address, String name, int slots) {
      String script =
          Python.REPOSITORY.resolve("tests/faults/src/test/python/fault_worker.py").toString();
      return Stream.concat(
              command(script, address, name, "" + slots).stream(),
              Stream.of("--drain", "" + DRAIN_WITHIN.toSeconds()))
          .toList();
    }

    private List<String> command(String script, String address, String name, String slots) {
      return List.of(Python.path(), script, "--connect", address, "--name", name, "--slots", slots);
    }
  };

  /** How long what runs may go on at SIGTERM. */
  static final Duration DRAIN_WITHIN = Duration.ofSeconds(4);

  /** Why it cannot be tested here; empty if it can. */
  abstract String missing();

  /** How a worker with the reference handlers is started. */
  abstract List<String> referenceWorker();

  /** How a worker with the handlers of the fault tests is started. */
  abstract List<String> faultWorker(String address, String name, int slots);
}
