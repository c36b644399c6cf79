package io.schedulezero.cli;

import io.schedulezero.server.Server;
import io.schedulezero.server.ServerOptions;
import java.util.List;
import java.util.Map;

/** A server in this process that keeps nothing, with the handlers that come with it. */
final class RealServer implements AutoCloseable {
  private final Server server =
      Server.start(
          new ServerOptions(null, "127.0.0.1:0", null, List.of(), "off"),
          Map.of(
              "SCHEDULEZERO_STORAGE_TYPE", "memory",
              "SCHEDULEZERO_SCHEDULER_STOP_GRACE", "0s",
              "SCHEDULEZERO_SCHEDULER_INTERRUPT_GRACE", "10ms"));

  String url() {
    return server.address();
  }

  Shell shell() {
    return new Shell().server(url()).now();
  }

  @Override
  public void close() {
    server.close();
  }
}
