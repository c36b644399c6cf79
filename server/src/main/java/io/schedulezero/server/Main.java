package io.schedulezero.server;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server as a program of its own. */
public final class Main {
  /** The process has lost a part of itself: whatever watches over it is to start it again. */
  public static final int LOST_A_PART = 70;

  private static final Logger LOG = LoggerFactory.getLogger(Main.class);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

  private Main() {}

  public static void main(String[] arguments) throws InterruptedException {
    int exitCode;
    try {
      exitCode = run(ServerOptions.parse(List.of(arguments)), System.getenv(), System.out);
    } catch (StartFailed e) {
      System.err.println(e.getMessage());
      exitCode = e.exitCode();
    }
    System.exit(exitCode);
  }

  /**
   * Starts a server, prints one line when it is ready, and serves until the process is told to end.
   *
   * @return the exit code: 0, or {@link #LOST_A_PART}
   * @throws StartFailed with what is wrong
   */
  public static int run(ServerOptions options, Map<String, String> environment, PrintStream out)
      throws InterruptedException {
    Server server = Server.start(options, environment);
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  server.close();
                  stopped.countDown();
                },
                "stop"));
    String workers = server.workersAddress().map(at -> ", for workers at " + at).orElse("");
    out.println("ScheduleZero is ready at " + server.address() + workers);
    out.flush();
    while (!stopped.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
      Optional<String> lost = server.lost();
      if (lost.isPresent()) {
        LOG.error("The server ends, to be started again: {}", lost.get());
        return LOST_A_PART;
      }
    }
    return 0;
  }
}
