package io.schedulezero.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The directory of one crash test, and how programs are started in it. */
record Home(Path directory) {
  Path data() {
    return directory.resolve("data");
  }

  Path database() {
    return data().resolve("schedulezero.db");
  }

  Path executions() {
    return directory.resolve("executions.txt");
  }

  Path log() {
    return directory.resolve("program.log");
  }

  /** A Java program with the class path of this one; its errors go to the log. */
  Process start(String mainClass, List<String> arguments) throws IOException {
    Files.createDirectories(data());
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.add("-D" + CrashHandlers.FILE + "=" + executions());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
    command.addAll(arguments);
    return new ProcessBuilder(command)
        .directory(directory.toFile())
        .redirectError(ProcessBuilder.Redirect.appendTo(log().toFile()))
        .start();
  }

  /** The data and what the handlers wrote, once more. */
  Home copyTo(Path other) throws IOException {
    Home copy = new Home(other);
    Files.createDirectories(copy.data());
    Files.copy(database(), copy.database());
    Files.copy(executions(), copy.executions());
    return copy;
  }

  void delete() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
