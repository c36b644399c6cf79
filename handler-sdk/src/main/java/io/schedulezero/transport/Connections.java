package io.schedulezero.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Map;
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
  private final LongSupplier nanoTime;

  private static final class Connection {
    private final SocketChannel channel;
    private final long cameAt;
    private volatile boolean accepted;

    Connection(SocketChannel channel, long cameAt) {
      this.channel = channel;
      this.cameAt = cameAt;
    }
  }

  Connections(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** On a thread of the library, which it must not hold up. */
  void happened(ZEvent event) {
    Object value = event.getValue();
    if (!(value instanceof SocketChannel channel)) {
      return;
    }
    String address = address(channel);
    if (address == null) {
      return;
    }
    if (event.getEvent() == ZMonitor.Event.ACCEPTED) {
      open.put(address, new Connection(channel, nanoTime.getAsLong()));
    } else {
      open.computeIfPresent(address, (same, it) -> it.channel == channel ? null : it);
    }
  }

  /** As the library writes it to what a peer sends. */
  private static @Nullable String address(SocketChannel channel) {
    try {
      return channel.getRemoteAddress() instanceof InetSocketAddress address
          ? address.getAddress().getHostAddress() + ":" + address.getPort()
          : null;
    } catch (IOException e) {
      return null; // it has ended already
    }
  }

  /** From now on it may stay as long as it likes. */
  void accepted(String address) {
    Connection connection = open.get(address);
    if (connection != null) {
      connection.accepted = true;
    }
  }

  /** The library sees an end of its input and lets go of all that belongs to the connection. */
  void end(String address) {
    Connection connection = open.get(address);
    if (connection != null) {
      end(connection);
    }
  }

  private static void end(Connection connection) {
    try {
      connection.channel.shutdownInput();
    } catch (IOException e) {
      LOG.debug("a connection has ended before it was ended", e);
    }
  }

  /** Ends those that had their time. */
  void sweep() {
    long now = nanoTime.getAsLong();
    open.values().removeIf(connection -> !connection.channel.isOpen());
    open.forEach(
        (address, connection) -> {
          if (!connection.accepted && now - connection.cameAt >= ACCEPTED_WITHIN) {
            LOG.debug("{} did not say within 10 s who it is", address);
            end(connection);
          }
        });
  }
}
