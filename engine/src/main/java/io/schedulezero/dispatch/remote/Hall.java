package io.schedulezero.dispatch.remote;

import io.schedulezero.run.AttemptOutcome;
import io.schedulezero.run.Failure;
import io.schedulezero.run.Outcome;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** What those who talk with workers share. On the hub's thread only. */
final class Hall {
  /** Bytes of log lines that a worker may have under way without an answer. */
  static final long LOG_WINDOW = 256 * 1024;

  private final GatewayOptions options;
  private final String serverName;
  private final long epoch;
  private final InstantSource clock;
  private final GatewayListener listener;
  private final Desk desk;
  private final Voice voice;
  private final Results results;
  private final Echoes echoes;
  private final Authority authority;
  private final HealthWatch watch;
  private long nanos;

  /** Who the server is, and what it stands on. */
  record Server(
      GatewayOptions options,
      String name,
      long epoch,
      InstantSource clock,
      LongSupplier nanoTime,
      GatewayListener listener) {}

  Hall(Server server, Desk desk, Voice voice, Results results, long nanos) {
    this.options = server.options();
    this.serverName = server.name();
    this.epoch = server.epoch();
    this.clock = server.clock();
    this.listener = server.listener();
    this.desk = desk;
    this.voice = voice;
    this.results = results;
    this.echoes = new Echoes(voice, server.options().heartbeat(), server.nanoTime());
    this.authority = new Authority(options.keys());
    this.watch = new HealthWatch(desk, server.listener());
    this.nanos = nanos;
  }

  GatewayOptions options() {
    return options;
  }

  String serverName() {
    return serverName;
  }

  long epoch() {
    return epoch;
  }

  GatewayListener listener() {
    return listener;
  }

  Desk desk() {
    return desk;
  }

  Voice voice() {
    return voice;
  }

  Results results() {
    return results;
  }

  Echoes echoes() {
    return echoes;
  }

  Authority authority() {
    return authority;
  }

  HealthWatch watch() {
    return watch;
  }

  Instant now() {
    return clock.instant();
  }

  /**
   * The gateway's own time: it stands still while this process does, so that nobody loses an
   * attempt because the server slept.
   */
  long nanos() {
    return nanos;
  }

  void nanos(long now) {
    nanos = now;
  }

  /** A sign of life: the attempt belongs to its worker for another lease. */
  void renew(Lease lease) {
    lease.deadline = nanos + options.lease().toNanos();
  }

  /** Nobody knows of the worker any more. */
  void forget(RemoteWorker worker) {
    desk.forget(worker);
    listener.left(worker);
  }

  /** The attempt has not begun and goes back to the queue. */
  void takeBack(RemoteWorker worker, Lease lease, String why) {
    if (worker.remove(lease)) {
      lease.reports.returned(lease.attempt.run(), lease.attempt.fence(), why);
    }
  }

  /** The attempt is over, and this server says how. */
  void end(RemoteWorker worker, Lease lease, AttemptOutcome how, Failure why) {
    if (worker.remove(lease)) {
      results.declare(worker, lease, Outcome.ended(how, why));
    }
  }
}
