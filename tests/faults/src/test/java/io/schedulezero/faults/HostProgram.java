package io.schedulezero.faults;

import io.schedulezero.worker.Builder;
import io.schedulezero.worker.Worker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** A worker in Java, with an address, a name, slots and the handlers that it hosts. */
public final class HostProgram {
  /** How long what runs may go on at SIGTERM. */
  static final Duration DRAIN_WITHIN = Duration.ofSeconds(4);

  private HostProgram() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Object handlers = arguments[3].equals("faults") ? new FaultHandlers() : new ReferenceHandlers();
    Builder builder =
        Worker.builder()
            .connect(arguments[0])
            .name(arguments[1])
            .slots(Integer.parseInt(arguments[2]))
            .handlers(handlers)
            .drainWithin(DRAIN_WITHIN);
    String key = System.getenv("SCHEDULEZERO_KEY");
    String serverKey = System.getenv("SCHEDULEZERO_SERVER_KEY");
    if (key != null && serverKey != null) {
      builder.keys(Path.of(key), serverKey);
    }
    Worker worker = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(worker::close));
    worker.awaitEnd();
    System.exit(0);
  }
}
