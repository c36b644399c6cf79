package io.schedulezero.examples;

import io.schedulezero.worker.Worker;
import java.time.Duration;

/** A worker as a part of a program: handlers here, schedules and runs on a server. */
final class Hosting {
  private Hosting() {}

  public static void main(String[] args) throws InterruptedException {
    String address = args.length == 0 ? "tcp://127.0.0.1:5555" : args[0];
    // region start
    Worker worker =
        Worker.builder()
            .connect(address)
            .handlers(new Embedding.Greeter())
            .slots(8)
            .label("zone", "a")
            .drainWithin(Duration.ofSeconds(20))
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(worker::close));
    worker.awaitEnd();
    // endregion
  }
}
