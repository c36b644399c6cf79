package io.schedulezero.server;

import io.schedulezero.config.HttpConfig;
import io.schedulezero.config.WorkersConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ports are tried before the engine starts, because that would start runs. */
final class Ports {
  private static final Logger LOG = LoggerFactory.getLogger(Ports.class);

  private Ports() {}

  static void refuseTaken(HttpConfig http) {
    IOException taken = listen(http.host(), http.port());
    if (taken != null) {
      throw new StartFailed(
          StartFailed.TAKEN,
          "Cannot listen on %s:%d (%s). Stop what does, or choose another port by --http."
              .formatted(http.host(), http.port(), taken.getMessage()),
          taken);
    }
  }

  /**
   * A server that nobody gave an address for workers does without them if the usual one is taken.
   */
  static WorkersConfig orNone(WorkersConfig workers) {
    String address = workers.address().orElse("");
    if (address.isEmpty() || address.endsWith("*")) {
      return workers;
    }
    int colon = address.lastIndexOf(':');
    String host = address.substring("tcp://".length(), colon);
    int port = Integer.parseInt(address.substring(colon + 1));
    IOException taken = listen(host.equals("*") ? "0.0.0.0" : host, port);
    if (taken == null) {
      return workers;
    }
    if (workers.isUsual()) {
      LOG.warn(
          "No worker can connect: {} is in use ({}). Choose another address by --workers or"
              + " workers.address, or off",
          address,
          taken.getMessage());
      return workers.off();
    }
    throw new StartFailed(
        StartFailed.TAKEN,
        "Cannot listen for workers on %s (%s). Stop what does, or choose another address by --workers."
            .formatted(address, taken.getMessage()),
        taken);
  }

  /** Null if it can be done. */
  private static @Nullable IOException listen(String host, int port) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(host, port));
      return null;
    } catch (IOException e) {
      return e;
    }
  }
}
