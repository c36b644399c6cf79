package io.schedulezero.dispatch.remote;

import io.schedulezero.transport.Peer;
import java.util.HashMap;
import java.util.Map;

/**
 * How often a connection may say READY, and say anything without a session: each is answered, and
 * whoever only asks must not keep the server from the others. On the hub's thread.
 */
final class Patience {
  private final Map<Peer, Allowance> greetings = new HashMap<>();
  private final Map<Peer, Allowance> stray = new HashMap<>();

  /** Whether this READY is one too many. */
  boolean endsAtReady(Peer peer, long nanos) {
    return !greetings.computeIfAbsent(peer, p -> Allowance.ofGreetings(nanos)).take(nanos);
  }

  /** Whether this message without a session is one too many. */
  boolean endsAtStray(Peer peer, long nanos) {
    return !stray.computeIfAbsent(peer, p -> Allowance.ofStray(nanos)).take(nanos);
  }

  void forget(Peer peer) {
    greetings.remove(peer);
    stray.remove(peer);
  }
}
