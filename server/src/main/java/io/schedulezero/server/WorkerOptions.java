package io.schedulezero.server;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the command line of a worker says.
 *
 * @param connect addresses of servers, such as {@code tcp://127.0.0.1:5555}
 * @param name host and process if null
 * @param slots how many attempts it executes at a time
 * @param labels what its operator says of it
 * @param version of the handlers; what the manifests of their jars say if null
 * @param jars files with handlers, and with what they need
 * @param builtin whether it hosts the handlers of the server that need no configuration
 * @param key file with its keys; null for none
 * @param serverKey the public key of the servers, or its file; goes with {@code key}
 * @param plainRemote whether it may speak in the clear with other machines
 * @param drainWithin how long handlers may take to end when the worker is to stop
 */
public record WorkerOptions(
    List<String> connect,
    @Nullable String name,
    int slots,
    Map<String, String> labels,
    @Nullable String version,
    List<String> jars,
    boolean builtin,
    @Nullable String key,
    @Nullable String serverKey,
    boolean plainRemote,
    Duration drainWithin) {
  /** Without keys, for servers of this machine. */
  public WorkerOptions(
      List<String> connect,
      @Nullable String name,
      int slots,
      Map<String, String> labels,
      List<String> jars,
      boolean builtin,
      Duration drainWithin) {
    this(connect, name, slots, labels, null, jars, builtin, null, null, false, drainWithin);
  }

  public WorkerOptions {
    connect = List.copyOf(connect);
    labels = Map.copyOf(labels);
    jars = List.copyOf(jars);
  }
}
