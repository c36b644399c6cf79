package io.schedulezero.faults;

import io.schedulezero.handler.Handler;
import io.schedulezero.handler.RunContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Handlers that write down when they begin and end, where no scheduler can lose it, and return the
 * fence of their attempt. In Python they are in fault_worker.py.
 */
public final class FaultHandlers {
  /** The variable of the environment that names the file. */
  static final String FILE = "FAULT_EXECUTIONS";

  private static final int POLL_MILLIS = 20;

  private final FileChannel file;

  /** Opens the file for what is to come. */
  public FaultHandlers() throws IOException {
    file =
        FileChannel.open(
            Path.of(System.getenv(FILE)), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** Takes so many milliseconds. */
  @Handler
  long work(int ms, RunContext run) throws InterruptedException {
    write("begin", run);
    try {
      lasts(ms);
    } finally {
      write("end", run);
    }
    return run.fence();
  }

  /** Lasts until the file is there. */
  @Handler
  long gate(String file, RunContext run) throws InterruptedException {
    write("begin", run);
    try {
      while (!Files.exists(Path.of(file))) {
        lasts(POLL_MILLIS);
      }
    } finally {
      write("end", run);
    }
    return run.fence();
  }

  /** Lasts until the file is there, whatever it is told. */
  @Handler
  long stubborn(String file, RunContext run) {
    write("begin", run);
    while (!Files.exists(Path.of(file))) {
      try {
        lasts(POLL_MILLIS);
      } catch (InterruptedException itDoesNotListen) {
        // on it goes
      }
    }
    write("end", run);
    return run.fence();
  }

  /** Kills its process. */
  @Handler
  void poison(RunContext run) {
    write("begin", run);
    Runtime.getRuntime().halt(9);
  }

  /** Returns so many characters. */
  @Handler
  String large(int characters, RunContext run) {
    write("begin", run);
    write("end", run);
    return "x".repeat(characters);
  }

  /** Fails in a way that nobody catches. */
  @Handler
  long breaks(Harm harm, RunContext run) {
    write("begin", run);
    try {
      return harm.breaks();
    } finally {
      write("end", run);
    }
  }

  /** What there is that is no exception. */
  enum Harm {
    ERROR {
      @Override
      long breaks() {
        throw new AssertionError("told to");
      }
    },
    STACK {
      @Override
      @SuppressWarnings("InfiniteRecursion") // that is what it is for
      long breaks() {
        return 1 + breaks();
      }
    },
    MEMORY {
      @Override
      long breaks() {
        return Stream.generate(() -> new long[1 << 27]).limit(100).toList().size();
      }
    };

    abstract long breaks();
  }

  /** Logs so many lines of a kilobyte. */
  @Handler
  long flood(int lines, RunContext run) {
    write("begin", run);
    String rest = ".".repeat(1_000);
    for (int i = 0; i < lines; i++) {
      run.logger().info("{} {}", i, rest);
    }
    write("end", run);
    return run.fence();
  }

  private static void lasts(int millis) throws InterruptedException {
    if (new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException("nobody counts down");
    }
  }

  /** Every line is one write, so that a kill leaves it whole or not at all. */
  private void write(String what, RunContext run) {
    String line =
        "%s %s %d %d %d\n"
            .formatted(
                what, run.runId(), run.attempt(), run.fence(), ProcessHandle.current().pid());
    try {
      file.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
