package io.schedulezero.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Plays all scenarios to a worker that is given as a command. */
public final class Dialogues {
  private static final Path FOLDER = Path.of("docs/reference/worker-protocol/scenarios");

  private Dialogues() {}

  /** The files, by name, in a repository. */
  static List<Path> files(Path repository) throws IOException {
    try (Stream<Path> files = Files.list(repository.resolve(FOLDER))) {
      return files.filter(file -> file.toString().endsWith(Script.ENDING)).sorted().toList();
    }
  }

  /** Plays one, to a worker that is started for it; what that prints is kept in the directory. */
  static void play(Script script, Path directory, List<String> command) throws Exception {
    try (ScriptedServer server = new ScriptedServer();
        Program worker =
            Program.start(script.name(), directory, filled(command, server.address(), script))) {
      Dialogue.play(script, server, worker);
    }
  }

  private static List<String> filled(List<String> command, String address, Script script) {
    return command.stream()
        .map(word -> word.replace("{address}", address))
        .map(word -> word.replace("{name}", "worker-" + script.name()))
        .map(word -> word.replace("{slots}", "" + script.slots()))
        .toList();
  }

  /** The command, word by word. The working directory is the root of the repository. */
  public static void main(String[] command) throws Exception {
    Path root = Path.of("").toAbsolutePath();
    Path logs = Files.createTempDirectory("dialogues-");
    int failed = 0;
    for (Path file : files(root)) {
      Script script = Script.read(file);
      try {
        play(script, logs, absolute(root, Arrays.asList(command)));
        System.out.println("ok      " + script.name());
      } catch (AssertionError wrong) {
        failed++;
        System.out.println("FAILED  " + wrong.getMessage());
      }
    }
    System.out.println(failed == 0 ? "all went well" : failed + " failed; logs are in " + logs);
    System.exit(failed == 0 ? 0 : 1);
  }

  /** The worker has another working directory, so names of files are made whole. */
  private static List<String> absolute(Path root, List<String> command) {
    return command.stream()
        .map(
            word ->
                word.contains("/") && Files.exists(root.resolve(word))
                    ? root.resolve(word).toString()
                    : word)
        .toList();
  }
}
