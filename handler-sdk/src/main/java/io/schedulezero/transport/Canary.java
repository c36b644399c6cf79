package io.schedulezero.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Connects to a hub as a worker would, to see whether its thread still greets. It looks when
 * somebody asks, not more often than every five seconds while all is well, so that it costs nothing
 * when nobody does.
 */
final class Canary {
  static final Duration EVERY = Duration.ofSeconds(5);
  static final int MISSES = 3;
  private static final int WITHIN_MILLIS = 1_000;
  private static final int GREETING = 0xff;

  private final InetSocketAddress address;
  private final Connections connections;
  private final LongSupplier nanoTime;
  private final ReentrantLock looking = new ReentrantLock();
  private volatile int misses;
  private volatile String missed = "";
  private @Nullable Long lookedAt;

  Canary(String address, Connections connections, LongSupplier nanoTime) {
    this.address = reachable(address);
    this.connections = connections;
    this.nanoTime = nanoTime;
  }

  /** Who listens on all of its addresses can be reached at the loopback one. */
  private static InetSocketAddress reachable(String address) {
    Endpoint endpoint = Endpoint.toListen(address);
    try {
      InetAddress host = endpoint.resolve();
      return new InetSocketAddress(
          host.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : host, endpoint.port());
    } catch (IOException e) {
      throw Endpoint.refused("find", address, e.toString());
    }
  }

  /**
   * What is wrong, after three times in a row; null if nothing is. Takes a second if something is.
   */
  @Nullable String look() {
    if (looking.tryLock()) {
      try {
        if (lookedAt == null || misses > 0 || isOld(lookedAt)) {
          String miss = miss();
          missed = miss == null ? "" : miss;
          misses = miss == null ? 0 : misses + 1;
          lookedAt = nanoTime.getAsLong();
        }
      } finally {
        looking.unlock();
      }
    }
    return misses >= MISSES ? missed : null;
  }

  private boolean isOld(long lookedAt) {
    return nanoTime.getAsLong() - lookedAt >= EVERY.toNanos();
  }

  private @Nullable String miss() {
    return isGreeted() ? null : "who connects is not greeted";
  }

  private boolean isGreeted() {
    try (Socket socket = new Socket()) {
      socket.bind(new InetSocketAddress(address.getAddress(), 0));
      String own =
          Connections.key(new InetSocketAddress(address.getAddress(), socket.getLocalPort()));
      connections.expect(own);
      try {
        socket.setSoTimeout(WITHIN_MILLIS);
        socket.connect(address, WITHIN_MILLIS);
        return socket.getInputStream().read() == GREETING;
      } finally {
        connections.expectNoMore(own);
      }
    } catch (IOException e) {
      return false;
    }
  }
}
