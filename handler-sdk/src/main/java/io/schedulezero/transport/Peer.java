package io.schedulezero.transport;

import org.jspecify.annotations.Nullable;
import zmq.io.Metadata;

/** A connection as a hub sees it; equal as long as it is the same connection. */
public final class Peer {
  private static final String ADDRESS = "Peer-Address";
  private static final String USER_ID = "User-Id";
  private static final String IDENTITY = "Identity";

  private final byte[] routingId;
  private final Metadata metadata;
  private final String address;
  private final Authenticator.@Nullable Ticket ticket;

  // All on the hub's thread.
  boolean known;
  boolean evicted;
  boolean gone;

  Peer(byte[] routingId, Metadata metadata, Authenticator.@Nullable Ticket ticket) {
    this.routingId = routingId;
    this.metadata = metadata;
    this.address = addressIn(metadata);
    this.ticket = ticket;
  }

  static String addressIn(Metadata metadata) {
    String address = metadata.get(ADDRESS);
    return address == null ? "?" : address;
  }

  /** What it says; that it is true is for an {@link Authenticator} to know. */
  static @Nullable String userIdIn(Metadata metadata) {
    return metadata.get(USER_ID);
  }

  /** Only who wants to be taken for another names itself. */
  static boolean namesItself(Metadata metadata) {
    String identity = metadata.get(IDENTITY);
    return identity != null && !identity.isEmpty();
  }

  /** The library keeps one such object for each connection, whatever is in it. */
  @SuppressWarnings("ReferenceEquality")
  boolean isOf(Metadata other) {
    return metadata == other;
  }

  byte[] routingId() {
    return routingId;
  }

  Authenticator.@Nullable Ticket ticket() {
    return ticket;
  }

  String host() {
    return address.substring(0, Math.max(0, address.lastIndexOf(':')));
  }

  /** Where it comes from, as {@code 192.0.2.1:40000}. */
  public String address() {
    return address;
  }

  /** Who it has proved to be, in the words of {@link Admission}; null if the hub has no keys. */
  public @Nullable String userId() {
    return ticket == null ? null : ticket.userId();
  }

  @Override
  public String toString() {
    return ticket == null ? address : ticket.userId() + " at " + address;
  }
}
