package io.schedulezero.server;

import io.schedulezero.builtin.Builtins;
import io.schedulezero.handler.HandlerCatalog;
import io.schedulezero.handler.HandlerDefinition;
import io.schedulezero.handler.HandlerProvider;
import io.schedulezero.transport.AddressRefused;
import io.schedulezero.transport.KeyProblem;
import io.schedulezero.worker.Builder;
import io.schedulezero.worker.Worker;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A worker as a program of its own. */
public final class WorkerMain {
  private WorkerMain() {}

  /**
   * Starts a worker, prints one line when it is connected for the first time, and serves until the
   * process is told to end or its servers have told it to leave.
   *
   * @throws StartFailed with what is wrong
   */
  public static void run(WorkerOptions options, PrintStream out) throws InterruptedException {
    UserClasses classes = UserClasses.in(options.jars().stream().map(WorkerMain::jar).toList());
    List<Object> handlers = handlers(options, classes.loader());
    Worker worker = classes.around(() -> start(options, handlers));
    Runtime.getRuntime().addShutdownHook(new Thread(worker::close, "stop"));
    worker.connected().thenAccept(server -> greet(worker, server, handlers, out));
    worker.awaitEnd();
  }

  private static Path jar(String name) {
    Path jar = Path.of(name);
    if (!Files.isReadable(jar) || Files.isDirectory(jar)) {
      throw refused("--jar: " + name + " is not a jar that can be read", null);
    }
    return jar;
  }

  /** What the jars and the class path name, and what comes with the server if it is wanted. */
  static List<Object> handlers(WorkerOptions options, ClassLoader loader) {
    List<Object> handlers = new ArrayList<>();
    try {
      ServiceLoader.load(HandlerProvider.class, loader)
          .forEach(provider -> handlers.addAll(provider.handlers()));
    } catch (ServiceConfigurationError | RuntimeException e) {
      throw refused("a HandlerProvider cannot be used: " + e.getMessage(), e);
    }
    if (options.builtin()) {
      handlers.addAll(Builtins.basics(new SplittableRandom()));
    }
    if (handlers.isEmpty()) {
      throw refused(
          "there are no handlers: name a jar with a HandlerProvider by --jar, or take --builtin",
          null);
    }
    return handlers;
  }

  private static Worker start(WorkerOptions options, List<Object> handlers) {
    try {
      Builder worker =
          Worker.builder()
              .handlers(handlers.toArray())
              .slots(options.slots())
              .drainWithin(options.drainWithin());
      options.connect().forEach(worker::connect);
      options.labels().forEach(worker::label);
      if (options.name() != null) {
        worker.name(options.name());
      }
      if (options.version() != null) {
        worker.version(options.version());
      }
      secure(worker, options);
      return worker.start();
    } catch (IllegalArgumentException | AddressRefused | KeyProblem e) {
      throw refused(String.valueOf(e.getMessage()), e);
    }
  }

  private static void secure(Builder worker, WorkerOptions options) {
    String key = options.key();
    String serverKey = options.serverKey();
    if ((key == null) != (serverKey == null)) {
      throw refused(
          "--key and --server-key go together: a worker proves who it is, and knows its server",
          null);
    }
    if (key != null && serverKey != null) {
      worker.keys(Path.of(key), serverKey);
    }
    if (options.plainRemote()) {
      worker.insecurePlainRemote();
    }
  }

  private static void greet(Worker worker, String server, List<Object> handlers, PrintStream out) {
    String names =
        HandlerCatalog.of(handlers).all().stream()
            .map(HandlerDefinition::name)
            .collect(Collectors.joining(", "));
    out.println(
        "Worker %s is connected to %s and hosts %s.".formatted(worker.name(), server, names));
    out.flush();
  }

  private static StartFailed refused(String message, @Nullable Throwable cause) {
    return new StartFailed(StartFailed.BAD_CONFIGURATION, message, cause);
  }
}
