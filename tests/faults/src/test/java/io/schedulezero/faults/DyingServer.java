package io.schedulezero.faults;

import io.schedulezero.server.Main;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A server of which the threads that serve the network die when a file is there. */
public final class DyingServer {
  /** The variable of the environment that names the file. */
  static final String FILE = "FAULT_DIE";

  private static final int POLL_MILLIS = 50;

  private DyingServer() {}

  public static void main(String[] arguments) throws InterruptedException {
    Thread killer = new Thread(DyingServer::killWhenTold, "killer");
    killer.setDaemon(true);
    killer.start();
    Main.main(arguments);
  }

  private static void killWhenTold() {
    try {
      while (!Files.exists(Path.of(System.getenv(FILE)))) {
        if (new CountDownLatch(1).await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
          throw new IllegalStateException("nobody counts down");
        }
      }
      for (Thread thread : Thread.getAllStackTraces().keySet()) {
        if (thread.getName().toLowerCase(Locale.ROOT).contains("iothread")) {
          Thread.class.getMethod("stop").invoke(thread); // an Error out of nowhere, up to Java 19
        }
      }
    } catch (InterruptedException | ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
