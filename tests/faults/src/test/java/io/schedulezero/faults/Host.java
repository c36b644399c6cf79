package io.schedulezero.faults;

import java.util.List;

/** The workers that are tested. */
enum Host {
  PYTHON {
    @Override
    String missing() {
      return Python.find().isPresent() ? "" : Python.MISSING;
    }

    @Override
    List<String> referenceWorker() {
      String script = Python.EXAMPLE.resolve("worker.py").toString();
      return List.of(
          Python.path(),
          script,
          "--connect",
          "{address}",
          "--name",
          "{name}",
          "--slots",
          "{slots}");
    }
  };

  /** Why it cannot be tested here; empty if it can. */
  abstract String missing();

  /** How a worker with the reference handlers is started. */
  abstract List<String> referenceWorker();
}
