package io.schedulezero.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

/** A connection of a worker through a {@link Proxy}, and what can go wrong with it. Any thread. */
final class Connection {
  private final Socket worker;
  private final Socket server;
  private final Valves network;
  private final BiFunction<Way, Seen, Fate> fates;
  private final Valves valves = new Valves();
  private volatile boolean halfOpen;
  private final AtomicInteger finished = new AtomicInteger();
  private volatile boolean ended;

  /**
   * A connection that has been accepted.
   *
   * @param network through which all connections go
   * @param fates decides about each message
   */
  Connection(Socket worker, Socket server, Valves network, BiFunction<Way, Seen, Fate> fates) {
    this.worker = worker;
    this.server = server;
    this.network = network;
    this.fates = fates;
  }

  /** Starts the two threads that carry the bytes. */
  void begin() {
    for (Way way : Way.values()) {
      Thread thread = new Thread(() -> carry(way), "proxy-" + way);
      thread.setDaemon(true);
      thread.start();
    }
  }

  Valve valve(Way way) {
    return valves.of(way);
  }

  /** Nothing is held or slowed any more. */
  void resume() {
    valves.both().forEach(Valve::resume);
  }

  boolean isOpen() {
    return !ended;
  }

  /** Both ends get a reset. */
  void cut() {
    ended = true;
    reset(worker);
    reset(server);
    valves.both().forEach(Valve::open);
  }

  /** The sender has said its last word to who is at the end of the way; the other way goes on. */
  void halfClose(Way way) {
    try {
      to(way).shutdownOutput();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The worker's end is reset, and the server does not learn of it. */
  void leaveHalfOpen() {
    halfOpen = true;
    reset(worker);
  }

  private Socket from(Way way) {
    return way == Way.TO_SERVER ? worker : server;
  }

  private Socket to(Way way) {
    return way == Way.TO_SERVER ? server : worker;
  }

  private static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException closedAlready) {
      // as it was to be
    }
  }

  private void carry(Way way) {
    try {
      Zmtp messages = new Zmtp();
      InputStream in = from(way).getInputStream();
      byte[] buffer = new byte[16 * 1024];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        for (Seen seen : messages.feed(Arrays.copyOf(buffer, n))) {
          carry(way, seen);
        }
      }
      to(way).shutdownOutput();
      if (finished.incrementAndGet() == Way.values().length) {
        cut();
      }
    } catch (IOException | InterruptedException e) {
      if (!halfOpen || way == Way.TO_WORKER) {
        cut();
      }
    }
  }

  private void carry(Way way, Seen seen) throws IOException, InterruptedException {
    switch (fates.apply(way, seen)) {
      case PASSES -> write(way, seen.bytes());
      case IS_DOUBLED -> {
        write(way, seen.bytes());
        write(way, seen.bytes());
      }
      case IS_DROPPED -> {}
      case IS_CUT -> cut();
    }
  }

  private void write(Way way, byte[] bytes) throws IOException, InterruptedException {
    OutputStream out = to(way).getOutputStream();
    int at = 0;
    while (at < bytes.length && !(halfOpen && way == Way.TO_WORKER)) {
      Valve all = network.of(way);
      int slice = Math.min(bytes.length - at, Math.min(all.slice(), valve(way).slice()));
      all.await(slice);
      valve(way).await(slice);
      out.write(bytes, at, slice);
      at += slice;
    }
  }
}
