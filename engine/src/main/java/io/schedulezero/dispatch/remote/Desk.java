package io.schedulezero.dispatch.remote;

import io.schedulezero.transport.Peer;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Who is there: workers by name, sessions by id and by connection. */
final class Desk {
  /** Ten times as many as may be connected. */
  private static final int MOST = 10_000;

  private final Gateway gateway;
  private final Map<String, RemoteWorker> workers = new ConcurrentHashMap<>();
  private final Map<Long, Session> sessions = new HashMap<>();
  private final Map<Peer, Session> byPeer = new HashMap<>();
  private final SecureRandom random = new SecureRandom();

  Desk(Gateway gateway) {
    this.gateway = gateway;
  }

  boolean isEmpty() {
    return workers.isEmpty();
  }

  /** Whether there are as many workers as are remembered, and this is none of them. */
  boolean isFullFor(String name) {
    return workers.size() >= MOST && !workers.containsKey(name);
  }

  /** Of those that nobody would miss, the one that was heard last the longest ago. */
  Optional<RemoteWorker> longestGone() {
    return workers.values().stream()
        .filter(RemoteWorker::isGone)
        .min(Comparator.comparing(RemoteWorker::lastSeen));
  }

  /** The worker of this name, made if there is none. */
  RemoteWorker worker(String name) {
    return workers.computeIfAbsent(name, n -> new RemoteWorker(n, gateway));
  }

  /** Any thread. */
  Collection<RemoteWorker> workers() {
    return workers.values();
  }

  /** Any thread. */
  @Nullable RemoteWorker find(String name) {
    return workers.get(name);
  }

  void forget(RemoteWorker worker) {
    workers.remove(worker.name, worker);
  }

  /** An id that nobody can guess, since it is all that a worker shows after its READY. */
  long newSessionId() {
    long id = random.nextLong();
    return id == 0 || sessions.containsKey(id) ? newSessionId() : id;
  }

  void open(Session session) {
    sessions.put(session.id, session);
    byPeer.put(session.peer, session);
    session.worker.begin(session);
  }

  void close(Session session) {
    sessions.remove(session.id);
    byPeer.remove(session.peer, session);
    if (session.worker.session() == session) {
      session.worker.end();
    }
  }

  @Nullable Session session(Peer peer, long id) {
    Session session = sessions.get(id);
    return session != null && session.peer.equals(peer) ? session : null;
  }

  @Nullable Session session(Peer peer) {
    return byPeer.get(peer);
  }

  Collection<Session> sessions() {
    return sessions.values();
  }
}
