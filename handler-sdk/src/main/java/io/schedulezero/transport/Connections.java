package io.schedulezero.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zeromq.ZEvent;
import org.zeromq.ZMonitor;

/**
 * The connections of a hub, from the moment they come, and how to end them. The library tells of
 * them on its threads, the hub asks on its own.
 */
final class Connections {
  private static final Logger LOG = LoggerFactory.getLogger(Connections.class);
  static final int EVENTS = zmq.ZMQ.ZMQ_EVENT_ACCEPTED | zmq.ZMQ.ZMQ_EVENT_DISCONNECTED;
  private static final long ACCEPTED_WITHIN = TimeUnit.SECONDS.toNanos(10);

  private final Map<String, Connection> open = new ConcurrentHashMap<>();

  /** Our own, which count for nothing. */
  private final Set<String> expected = ConcurrentHashMap.newKeySet();

  private final Door door;
  private final LongSupplier nanoTime;

  private static final class Connection {
    private final SocketChannel channel;
    private final InetAddress from;
    private final long cameAt;
    private boolean accepted;
    private boolean proved;
    private boolean left;

    Connection(SocketChannel channel, InetAddress from, long cameAt) {
      this.channel = channel;
      this.from = from;
      this.cameAt = cameAt;
    }
  }

  Connections(Door door, LongSupplier nanoTime) {
    this.door = door;
    this.nanoTime = nanoTime;
  }

  /** On a thread of the library, which it must not hold up. */
  void happened(ZEvent event) {
    Object value = event.getValue();
    if (!(value instanceof SocketChannel channel)) {
      return;
    }
    InetSocketAddress from = from(channel);
    if (from == null) {
      return;
    }
    if (event.getEvent() == ZMonitor.Event.ACCEPTED) {
      if (!expected.contains(key(from))) {
        came(channel, from);
      }
    } else {
      Connection connection = open.get(key(from));
      if (connection != null && connection.channel == channel) {
        left(key(from), connection);
      }
    }
  }

  private static @Nullable InetSocketAddress from(SocketChannel channel) {
    try {
      return (InetSocketAddress) channel.getRemoteAddress();
    } catch (IOException e) {
      return null; // it has ended already
    }
  }

  /** As the library writes it to what a peer sends. */
  static String key(InetSocketAddress address) {
    return address.getAddress().getHostAddress() + ":" + address.getPort();
  }

  /** A connection from here will come, and is not one of a worker. */
  void expect(String address) {
    expected.add(address);
  }

  void expectNoMore(String address) {
    expected.remove(address);
  }

  private void came(SocketChannel channel, InetSocketAddress from) {
    long now = nanoTime.getAsLong();
    String refusal = door.enter(from.getAddress(), now);
    if (refusal != null) {
      LOG.debug("{} is turned away: {}", from, refusal);
      end(channel);
      return;
    }
    Connection connection = new Connection(channel, from.getAddress(), now);
    Connection before = open.put(key(from), connection);
    if (before != null) {
      leave(before);
    }
  }

  private void left(String address, Connection connection) {
    open.remove(address, connection);
    leave(connection);
  }

  private synchronized void leave(Connection connection) {
    if (!connection.left) {
      connection.left = true;
      boolean failed = !connection.accepted && !connection.proved;
      door.left(connection.from, connection.accepted, failed, nanoTime.getAsLong());
    }
  }

  /** It has a key that is admitted: whatever becomes of it, its host has done no wrong. */
  synchronized void proved(String address) {
    Connection connection = open.get(address);
    if (connection != null) {
      connection.proved = true;
    }
  }

  /** From now on it may stay as long as it likes. */
  synchronized void accepted(String address) {
    Connection connection = open.get(address);
    if (connection != null && !connection.accepted && !connection.left) {
      connection.accepted = true;
      door.accepted();
    }
  }

  /** The library sees an end of its input and lets go of all that belongs to the connection. */
  void end(String address) {
    Connection connection = open.get(address);
    if (connection != null) {
      end(connection.channel);
    }
  }

  private static void end(SocketChannel channel) {
    try {
      channel.shutdownInput();
    } catch (IOException e) {
      LOG.debug("a connection has ended before it was ended", e);
    }
  }

  /** What the library may have left of them when it has ended. */
  void endAll() {
    for (Connection connection : open.values()) {
      try {
        connection.channel.close();
      } catch (IOException e) {
        LOG.debug("a connection could not be ended", e);
      }
    }
  }

  /** Ends those that had their time. */
  void sweep() {
    long now = nanoTime.getAsLong();
    open.forEach(
        (address, connection) -> {
          if (!connection.channel.isOpen()) {
            left(address, connection);
          } else if (isLate(connection, now)) {
            LOG.debug("{} did not say within 10 s who it is", address);
            end(connection.channel);
          }
        });
    door.forget(now);
  }

  private synchronized boolean isLate(Connection connection, long now) {
    return !connection.accepted && now - connection.cameAt >= ACCEPTED_WITHIN;
  }
}
