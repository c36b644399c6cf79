package io.schedulezero.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the handlers wrote down of themselves, where no scheduler can lose it, in the order in which
 * it happened.
 */
record Executions(List<Line> lines) {
  /**
   * One begin or end of a handler.
   *
   * @param worker the process in which it was
   */
  record Line(boolean begins, String run, int attempt, long fence, String worker) {
    static Line parse(String line) {
      String[] parts = line.split(" ", -1);
      return new Line(
          parts[0].equals("begin"),
          parts[1],
          Integer.parseInt(parts[2]),
          Long.parseLong(parts[3]),
          parts[4]);
    }
  }

  static Executions read(Path file) throws IOException {
    List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
    return new Executions(lines.stream().map(Line::parse).toList());
  }

  /** How often a handler began for the run. */
  long begins(String run) {
    return lines.stream().filter(line -> line.begins() && line.run().equals(run)).count();
  }

  List<Line> of(String run) {
    return lines.stream().filter(line -> line.run().equals(run)).toList();
  }

  /** The most that one process did at the same time. */
  int mostAtOnce() {
    Map<String, Set<Long>> underWay = new HashMap<>();
    int most = 0;
    for (Line line : lines) {
      Set<Long> fences = underWay.computeIfAbsent(line.worker(), worker -> new HashSet<>());
      if (line.begins()) {
        fences.add(line.fence());
      } else {
        fences.remove(line.fence());
      }
      most = Math.max(most, fences.size());
    }
    return most;
  }
}
