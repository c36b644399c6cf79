package io.schedulezero.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a process has taken that it should give back one day: connections at a port, and threads of
 * ours by name.
 *
 * @param connections that are open, or whose other end has gone and that are not closed
 * @param threads how many there are of each name, without its number
 */
record Footprint(long connections, TreeMap<String, Integer> threads) {
  static final Footprint NONE = new Footprint(0, new TreeMap<>());

  private static final String LISTENS = "0A";
  private static final int STATE = 3;
  private static final int INODE = 9;

  /** How many threads of ours there are. */
  int count() {
    return threads.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Of a process that listens at the port. */
  static Footprint of(Program program, int port) throws IOException {
    Path process = Path.of("/proc", Long.toString(program.pid()));
    return new Footprint(connections(process, port), threads(process));
  }

  private static long connections(Path process, int port) throws IOException {
    Set<String> own;
    try (Stream<Path> files = Files.list(process.resolve("fd"))) {
      own = files.map(Footprint::target).collect(Collectors.toSet());
    }
    String here = ":%04X".formatted(port);
    long open = 0;
    for (String table : new String[] {"net/tcp", "net/tcp6"}) {
      try (Stream<String> lines = Files.lines(process.resolve(table))) {
        open +=
            lines
                .skip(1)
                .map(line -> line.trim().split("\\s+"))
                .filter(row -> row[1].endsWith(here) && !row[STATE].equals(LISTENS))
                .filter(row -> own.contains("socket:[" + row[INODE] + "]"))
                .count();
      }
    }
    return open;
  }

  private static String target(Path file) {
    try {
      return Files.readSymbolicLink(file).toString();
    } catch (IOException closedMeanwhile) {
      return "";
    }
  }

  private static TreeMap<String, Integer> threads(Path process) throws IOException {
    TreeMap<String, Integer> threads = new TreeMap<>();
    try (Stream<Path> tasks = Files.list(process.resolve("task"))) {
      for (Path task : tasks.toList()) {
        String name = name(task);
        if (name.startsWith("sz-")) {
          threads.merge(name.replaceAll("-?[0-9]+$", ""), 1, Integer::sum);
        }
      }
    }
    return threads;
  }

  private static String name(Path task) {
    try {
      return Files.readString(task.resolve("comm")).strip();
    } catch (IOException endedMeanwhile) {
      return "";
    }
  }
}
