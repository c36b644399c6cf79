package io.schedulezero.server;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The server as a program of its own. */
public final class Main {
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
    stopped.await();
    return 0;
  }
}
