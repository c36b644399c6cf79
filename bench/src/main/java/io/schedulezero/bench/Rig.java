package io.schedulezero.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Starts one fresh JVM after the other and collects what they measured. */
final class Rig {
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final Options options;
  private final Path target;
  private int started;

  Rig(Options options, Path target) {
    this.options = options;
    this.target = target;
  }

  /** The figures of one round; throws with the reason if there are none. */
  Map<String, Double> measure(Workload workload, Contestant contestant)
      throws IOException, InterruptedException {
    String name = workload.name() + "-" + contestant.name() + "-" + ++started;
    Path data = Files.createDirectories(target.resolve("data").resolve(name));
    try {
      if (workload.preparation().isPresent()) {
        run(name + "-" + Child.PREPARE, List.of(workload.name(), Child.PREPARE), contestant, data);
      }
      return run(name, List.of(workload.name(), Child.MEASURE), contestant, data);
    } finally {
      delete(data);
    }
  }

  private Map<String, Double> run(String name, List<String> what, Contestant contestant, Path data)
      throws IOException, InterruptedException {
    Path output = Files.createDirectories(target.resolve("logs")).resolve(name + ".txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + Workload.named(what.get(0)).heap());
    options.childProperties().forEach((key, value) -> command.add("-D" + key + "=" + value));
    if (options.profile()) {
      Path recording = target.resolve("logs").resolve(name + ".jfr");
      command.add("-XX:StartFlightRecording=settings=profile,filename=" + recording);
    }
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add("-D" + Child.EXECUTED + "=" + Instant.now().toEpochMilli());
    command.add(Child.class.getName());
    command.addAll(what);
    command.add(contestant.name());
    command.add(data.toString());
    File file = output.toFile();
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(file).start();
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      throw new IOException("not done after " + PATIENCE.toMinutes() + " minutes: " + output);
    }
    if (process.exitValue() != 0) {
      throw new IOException("exit code " + process.exitValue() + ": " + output);
    }
    return figures(output);
  }

  private static Map<String, Double> figures(Path output) throws IOException {
    Map<String, Double> figures = new LinkedHashMap<>();
    for (String line : Files.readAllLines(output)) {
      if (line.startsWith(Child.FIGURE)) {
        int split = line.indexOf('=');
        figures.put(
            line.substring(Child.FIGURE.length(), split),
            Double.parseDouble(line.substring(split + 1)));
      }
    }
    return figures;
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      paths.sorted(Comparator.reverseOrder()).forEach(Rig::deleteOne);
    }
  }

  private static void deleteOne(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
