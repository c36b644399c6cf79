package io.schedulezero.bench;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the figures were measured on. */
record Machine(int cores, String cpu, String jdk, String kernel, String disk) {
  static Machine describe(Path data) throws IOException {
    FileStore store = Files.getFileStore(data);
    return new Machine(
        Runtime.getRuntime().availableProcessors(),
        cpuModel(),
        System.getProperty("java.vm.name") + " " + Runtime.version(),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        store.name() + " " + store.type());
  }

  private static String cpuModel() throws IOException {
    Path cpus = Path.of("/proc/cpuinfo");
    if (!Files.exists(cpus)) {
      return System.getProperty("os.arch", "unknown");
    }
    return Files.readAllLines(cpus).stream()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).trim())
        .findFirst()
        .orElse("unknown");
  }

  String line() {
    return "%d cores (%s), %s, %s, %s".formatted(cores, cpu, jdk, kernel, disk);
  }
}
