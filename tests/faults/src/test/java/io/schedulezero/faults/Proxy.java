package io.schedulezero.faults;

import io.schedulezero.wire.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The network between workers and a server: workers connect to it, and it to the server. Any
 * thread.
 */
final class Proxy implements AutoCloseable {
  private final ServerSocket entrance;
  private final Valves valves = new Valves();
  private final List<Connection> connections = new CopyOnWriteArrayList<>();
  private final List<Wish> wishes = new CopyOnWriteArrayList<>();
  private volatile int target;

  /** What is to become of messages of a kind; of the first one only if there is a signal. */
  private record Wish(
      Way way, Kind kind, Fate fate, CompletableFuture<Seen> happened, boolean once) {
    boolean isAbout(Way thisWay, Seen seen) {
      return way == thisWay && seen.kind().filter(kind::equals).isPresent();
    }
  }

  private Proxy(ServerSocket entrance, int target) {
    this.entrance = entrance;
    this.target = target;
  }

  /** A new one to a port of this machine. */
  static Proxy to(int port) throws IOException {
    Proxy proxy = new Proxy(new ServerSocket(0, 1024, InetAddress.getLoopbackAddress()), port);
    Thread thread = new Thread(proxy::accept, "proxy-accept");
    thread.setDaemon(true);
    thread.start();
    return proxy;
  }

  /** Where workers connect. */
  String address() {
    return "tcp://127.0.0.1:" + entrance.getLocalPort();
  }

  int port() {
    return entrance.getLocalPort();
  }

  /** Where connections lead from now on. */
  void target(int port) {
    target = port;
  }

  /** Those that are open, the oldest first. */
  List<Connection> connections() {
    connections.removeIf(connection -> !connection.isOpen());
    return List.copyOf(connections);
  }

  /** Of all connections, those to come included. */
  Valve valve(Way way) {
    return valves.of(way);
  }

  /** A black hole: nothing arrives, and nobody is told. */
  void hold(Way... ways) {
    for (Way way : ways) {
      valve(way).hold();
    }
  }

  /** All that is open, not what is to come. */
  void cut() {
    connections().forEach(Connection::cut);
  }

  /** What becomes of the next message of a kind. Completed when it has come. */
  CompletableFuture<Seen> once(Way way, Kind kind, Fate fate) {
    CompletableFuture<Seen> happened = new CompletableFuture<>();
    wishes.add(new Wish(way, kind, fate, happened, true));
    return happened;
  }

  /** What becomes of all messages of a kind until {@link #resume}. */
  void always(Way way, Kind kind, Fate fate) {
    wishes.add(new Wish(way, kind, fate, new CompletableFuture<>(), false));
  }

  /** The network is good again. */
  void resume() {
    wishes.clear();
    valves.both().forEach(Valve::resume);
    connections.forEach(Connection::resume);
  }

  private Fate fate(Way way, Seen seen) {
    for (Wish wish : wishes) {
      if (wish.isAbout(way, seen) && (!wish.once() || wish.happened().complete(seen))) {
        return wish.fate();
      }
    }
    return Fate.PASSES;
  }

  private void accept() {
    while (!entrance.isClosed()) {
      try {
        Socket worker = entrance.accept();
        connect(worker);
      } catch (IOException e) {
        // closed, or out of sockets: who connects tries again
      }
    }
  }

  private void connect(Socket worker) throws IOException {
    try {
      Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
      worker.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      Connection connection = new Connection(worker, server, valves, this::fate);
      connections.add(connection);
      connection.begin();
    } catch (IOException nobodyIsThere) {
      worker.setSoLinger(true, 0);
      worker.close();
    }
  }

  @Override
  public void close() throws IOException {
    entrance.close();
    connections.forEach(Connection::cut);
  }
}
