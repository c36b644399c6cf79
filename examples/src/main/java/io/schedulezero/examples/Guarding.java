package io.schedulezero.examples;

import io.schedulezero.ScheduleZero;
import io.schedulezero.transport.HubKeys;
import io.schedulezero.worker.Worker;
import java.nio.file.Path;

/** A server and a worker, each a part of a program, that know each other by their keys. */
final class Guarding {
  private Guarding() {}

  static ScheduleZero server(String address, Path serverKeys, Path allowList) {
    // region server
    ScheduleZero scheduler =
        ScheduleZero.builder()
            .inMemory()
            .workers(address, HubKeys.read(serverKeys, allowList))
            .start();
    // endregion
    return scheduler;
  }

  static Worker worker(String address, Path workerKeys, Path serverPublicKey) {
    // region worker
    Worker worker =
        Worker.builder()
            .connect(address)
            .name("mail-1")
            .keys(workerKeys, serverPublicKey)
            .handlers(new Embedding.Greeter())
            .start();
    // endregion
    return worker;
  }
}
