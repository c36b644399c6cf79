package io.schedulezero.transport;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zmq.io.Metadata;

/** Who is connected and may be heard; on the hub's thread. */
final class Peers {
  private static final Logger LOG = LoggerFactory.getLogger(Peers.class);

  private final Connections connections;
  private final @Nullable Authenticator authenticator;
  private final Map<ByteBuffer, Peer> byRoute = new HashMap<>();

  /** A peer can claim any address; where one comes from, no other does. */
  private final Map<String, Peer> byAddress = new HashMap<>();

  /**
   * @param authenticator null if nobody has to prove who it is
   */
  Peers(Connections connections, @Nullable Authenticator authenticator) {
    this.connections = connections;
    this.authenticator = authenticator;
  }

  /** Who has sent something; null if it may not be heard. */
  @Nullable Peer sender(byte[] routingId, Metadata metadata) {
    ByteBuffer route = ByteBuffer.wrap(routingId);
    Peer peer = byRoute.get(route);
    if (peer == null) {
      peer = first(routingId, metadata);
      byRoute.put(route, peer);
    }
    if (!peer.isOf(metadata)) {
      connections.end(Peer.addressIn(metadata));
      return null;
    }
    return peer.evicted ? null : peer;
  }

  private Peer first(byte[] routingId, Metadata metadata) {
    Authenticator.Ticket ticket = null;
    if (authenticator != null) {
      ticket = authenticator.take(Peer.userIdIn(metadata));
    }
    Peer peer = new Peer(routingId, metadata, ticket);
    if (byAddress.containsKey(peer.address())) {
      peer.evicted = true; // its own connection ends because nobody accepts it
    } else if (Peer.namesItself(metadata) || !hasProved(peer)) {
      LOG.warn("{} is not heard: it has not proved who it is", peer);
      end(peer);
    } else {
      byAddress.put(peer.address(), peer);
      if (authenticator != null) {
        connections.proved(peer.address());
      }
    }
    return peer;
  }

  private boolean hasProved(Peer peer) {
    Authenticator.Ticket ticket = peer.ticket();
    return authenticator == null
        || (ticket != null && ticket.host().equals(peer.host()) && authenticator.mayStay(ticket));
  }

  /** At once, without a last word. */
  void end(Peer peer) {
    peer.evicted = true;
    connections.end(peer.address());
  }

  /** Its connection has ended; null if nobody knew it. */
  @Nullable Peer gone(byte[] routingId) {
    Peer peer = byRoute.remove(ByteBuffer.wrap(routingId));
    if (peer != null) {
      peer.gone = true;
      byAddress.remove(peer.address(), peer);
    }
    return peer;
  }

  /** Ends those who are not admitted any more. */
  void sweep() {
    if (authenticator != null) {
      byAddress.values().stream()
          .filter(peer -> !peer.evicted && !hasProved(peer))
          .forEach(
              peer -> {
                LOG.info("{} is not admitted any more", peer);
                end(peer);
              });
    }
  }
}
