package io.schedulezero.crash;

import io.schedulezero.handler.RunContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the handlers wrote down of themselves, in the order in which it happened. */
record Executions(List<Line> lines, Map<String, List<Line>> byRun) {
  /** One begin or end of a handler. */
  record Line(boolean begins, String run, int attempt, long fence, String tag, Instant at) {
    static Line parse(String line) {
      String[] parts = line.split(" ", -1);
      return new Line(
          parts[0].equals("begin"),
          parts[1],
          Integer.parseInt(parts[2]),
          Long.parseLong(parts[3]),
          parts[4],
          Instant.parse(parts[5]));
    }
  }

  static Executions read(Path file) throws IOException {
    List<Line> lines = new ArrayList<>();
    Map<String, List<Line>> byRun = new HashMap<>();
    for (String text : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
      Line line = Line.parse(text);
      lines.add(line);
      byRun.computeIfAbsent(line.run(), run -> new ArrayList<>()).add(line);
    }
    return new Executions(lines, byRun);
  }

  List<Line> of(String run) {
    return byRun.getOrDefault(run, List.of());
  }

  /** Opens the file for what is to come. */
  static Writer appendTo(Path file) {
    try {
      return new Writer(
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every line is one write, so that a kill leaves it whole or not at all. */
  static final class Writer {
    private final FileChannel file;

    private Writer(FileChannel file) {
      this.file = file;
    }

    void begins(RunContext run, String tag) {
      write("begin", run, tag);
    }

    void ends(RunContext run, String tag) {
      write("end", run, tag);
    }

    private void write(String what, RunContext run, String tag) {
      String line =
          "%s %s %d %d %s %s\n"
              .formatted(what, run.runId(), run.attempt(), run.fence(), tag, Instant.now());
      try {
        file.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
