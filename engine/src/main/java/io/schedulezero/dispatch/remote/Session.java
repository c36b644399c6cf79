package io.schedulezero.dispatch.remote;

import io.schedulezero.transport.Peer;
import io.schedulezero.wire.FromWorker.Hosted;
import io.schedulezero.wire.FromWorker.Ready;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** A connection of a worker, from READY to its end. */
final class Session {
  final long id;
  final Peer peer;
  final RemoteWorker worker;
  final UUID instance;
  final String client;
  final int slots;
  final Map<String, String> labels;

  /** Versions by the name of the handler; empty if the worker does not tell it. */
  final Map<String, String> hosted = new ConcurrentHashMap<>();

  final Quota quota;
  final Instant connectedAt;
  final Allowance beats;
  final Allowance mistakes;

  volatile Instant lastSeen;
  volatile Map<String, Double> load = Map.of();

  /** It has given no sign of life for too long to be given anything. */
  volatile boolean silent;

  /** It said itself that it takes nothing new. */
  volatile boolean draining;

  /** It did not take what it was given: a while passes before it is given more. */
  private volatile boolean paused;

  /** On the hub's thread only, in nanoseconds of the gateway's own time. */
  long heardAt;

  /** On the hub's thread only: its worker ended it, so that nobody waits for a sign of life. */
  boolean saidGoodBye;

  private long pausedUntil;
  private long seq;

  Session(long id, Peer peer, RemoteWorker worker, Ready ready, Instant now, long nanos) {
    this.id = id;
    this.peer = peer;
    this.worker = worker;
    this.instance = ready.instance();
    this.client = ready.client();
    this.slots = ready.slots();
    this.labels = ready.labels();
    for (Hosted each : ready.handlers()) {
      hosted.put(each.name(), Objects.requireNonNullElse(each.ver(), ""));
    }
    this.quota = new Quota(ready.credit());
    this.connectedAt = now;
    this.lastSeen = now;
    this.heardAt = nanos;
    this.beats = Allowance.ofHeartbeats(nanos);
    this.mistakes = Allowance.ofMistakes(nanos);
  }

  long nextSeq() {
    return ++seq;
  }

  /** Returns whether it was silent, and may be given something again. */
  boolean heard(Instant now, long nanos) {
    boolean wasSilent = silent;
    lastSeen = now;
    heardAt = nanos;
    silent = false;
    return wasSilent;
  }

  void pauseUntil(long nanos) {
    pausedUntil = nanos;
    paused = true;
  }

  /** Whether a pause is over from now on. */
  boolean goesOn(long nanos) {
    boolean over = paused && nanos >= pausedUntil;
    paused = paused && !over;
    return over;
  }

  /** Whether it may be given anything. Any thread. */
  boolean takes() {
    return !silent && !draining && !paused;
  }
}
