package io.schedulezero.faults;

import io.schedulezero.worker.Worker;
import java.io.IOException;

/**
 * A worker with the reference handlers, in a program of its own: its address, name and slots are
 * the arguments. The handlers of the fault tests are hosted by {@code sz worker}.
 */
public final class HostProgram {
  private HostProgram() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Worker worker =
        Worker.builder()
            .connect(arguments[0])
            .name(arguments[1])
            .slots(Integer.parseInt(arguments[2]))
            .handlers(new ReferenceHandlers())
            .drainWithin(Host.DRAIN_WITHIN)
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(worker::close));
    worker.awaitEnd();
    System.exit(0);
  }
}
