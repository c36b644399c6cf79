package io.schedulezero.dispatch.remote;

import io.schedulezero.dispatch.Broadcaster;
import io.schedulezero.dispatch.Target;
import io.schedulezero.run.RunId;
import io.schedulezero.transport.Peer;
import io.schedulezero.wire.Codec;
import io.schedulezero.wire.ErrorCode;
import io.schedulezero.wire.FromServer.Bye;
import io.schedulezero.wire.FromServer.Limits;
import io.schedulezero.wire.FromServer.Resumed;
import io.schedulezero.wire.FromServer.Resumed.Verdict;
import io.schedulezero.wire.FromServer.Welcome;
import io.schedulezero.wire.FromWorker.Hosted;
import io.schedulezero.wire.FromWorker.Ready;
import io.schedulezero.wire.FromWorker.Resume;
import io.schedulezero.wire.Payload;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What follows READY: a session, and a word on every attempt that the worker had before. */
final class Welcoming {
  private static final Logger LOG = LoggerFactory.getLogger(Welcoming.class);
  private static final int MINOR = 0;
  private static final long PROGRESS_MILLIS = 250;
  private static final int EPOCH_SHIFT = 32;
  private static final long ASK_AGAIN_MILLIS = 5_000;

  private final Hall hall;

  Welcoming(Hall hall) {
    this.hall = hall;
  }

  private record Refusal(ErrorCode code, String why) {}

  void ready(Peer peer, Ready ready) {
    List<String> handlers = ready.handlers().stream().map(Hosted::name).toList();
    Refusal refusal = refusal(peer, ready, handlers);
    if (refusal != null) {
      refuse(peer, ready, refusal);
      return;
    }
    if (hall.desk().isFullFor(ready.worker())) {
      hall.desk().longestGone().ifPresent(hall::forget);
    }
    RemoteWorker worker = hall.desk().worker(ready.worker());
    boolean cameBack = endEarlier(worker, ready);
    List<Resumed> verdicts = verdicts(peer, worker, ready);
    takeBackUnlisted(worker, ready);
    Session session =
        new Session(hall.desk().newSessionId(), peer, worker, ready, hall.now(), hall.nanos());
    hall.voice().accept(peer);
    hall.desk().open(session);
    if (worker.announce()) {
      hall.listener().came(worker);
    }
    if (!cameBack) {
      hall.watch().came(worker);
    }
    hall.voice().say(session, welcome(worker, verdicts));
    LOG.info(
        "Worker {} is here: {} slots, {} handlers, {} attempts go on",
        worker.name,
        ready.slots(),
        handlers.size(),
        verdicts.size());
    hall.listener().begun();
  }

  private @Nullable Refusal refusal(Peer peer, Ready ready, List<String> handlers) {
    if (ready.proto().min() > MINOR) {
      return new Refusal(ErrorCode.BAD_FRAME, "proto.min is above 0, which is all there is");
    }
    String name = ready.worker();
    if (name.equals(Target.LOCAL) || name.equals(Broadcaster.BROADCAST)) {
      return new Refusal(ErrorCode.NOT_AUTHORIZED, "no worker may be called " + name);
    }
    Session here = hall.desk().session(peer);
    if (here != null && !here.worker.name.equals(name)) {
      return new Refusal(
          ErrorCode.NOT_AUTHORIZED,
          "this is the connection of worker " + here.worker.name + "; a connection is one session");
    }
    String forbidden = hall.authority().refusal(peer, name, handlers);
    if (forbidden != null) {
      return new Refusal(ErrorCode.NOT_AUTHORIZED, forbidden);
    }
    RemoteWorker known = hall.desk().find(name);
    if (known != null && known.isOfAnother(peer.userId())) {
      return new Refusal(
          ErrorCode.NOT_AUTHORIZED,
          "worker " + name + " is here, or has attempts, with another key; take another name");
    }
    if (hall.desk().isFullFor(name) && hall.desk().longestGone().isEmpty()) {
      return new Refusal(ErrorCode.OVERLOADED, "there are more workers than this server remembers");
    }
    String problem = hall.listener().hosts(name, handlers, text(ready.payload()));
    return problem == null ? null : new Refusal(ErrorCode.NOT_AUTHORIZED, problem);
  }

  /** Who has no right does not get it by asking often, but may get it without a restart. */
  private void refuse(Peer peer, Ready ready, Refusal refusal) {
    LOG.warn("Worker {} ({}) is refused: {}", ready.worker(), peer, refusal.why());
    Long retryInMillis =
        refusal.code() == ErrorCode.NOT_AUTHORIZED ? (Long) ASK_AGAIN_MILLIS : null;
    hall.voice().refuse(peer, refusal.code(), refusal.why(), retryInMillis);
  }

  private static @Nullable String text(@Nullable Payload payload) {
    return payload == null ? null : new String(payload.bytes(), StandardCharsets.UTF_8);
  }

  /**
   * A worker has one session. The same process has left the old one, which is what is returned;
   * another one is told.
   */
  private boolean endEarlier(RemoteWorker worker, Ready ready) {
    Session old = worker.session();
    if (old == null) {
      return false;
    }
    boolean sameProcess = old.instance.equals(ready.instance());
    if (!sameProcess) {
      LOG.warn("Another process has taken the name of worker {}; it is used from now", worker.name);
      hall.voice().say(old, new Bye(ErrorCode.SUPERSEDED, null));
    }
    hall.desk().close(old);
    hall.voice().evict(old.peer);
    return sameProcess;
  }

  private List<Resumed> verdicts(Peer peer, RemoteWorker worker, Ready ready) {
    worker.leases().forEach(lease -> lease.barred = !mayGoOn(peer, worker, lease));
    List<Resumed> verdicts = new ArrayList<>();
    for (Resume held : ready.resume()) {
      Lease lease = worker.lease(RunId.parse(held.run()), held.fence());
      if (lease != null) {
        lease.instance = ready.instance();
        lease.known = true;
        hall.renew(lease);
      }
      verdicts.add(new Resumed(held.run(), held.fence(), verdict(lease, held)));
    }
    return verdicts;
  }

  /**
   * What a worker may not host any more runs out with its lease, also if it came without it. The
   * key that had an attempt before a restart is not known: whoever may have the name and host the
   * handler has the attempt.
   */
  private boolean mayGoOn(Peer peer, RemoteWorker worker, Lease lease) {
    List<String> handler = List.of(lease.attempt.handler());
    return hall.authority().refusal(peer, worker.name, handler) == null;
  }

  private static Verdict verdict(@Nullable Lease lease, Resume held) {
    if (held.state() == Resume.State.FINISHED) {
      return Verdict.RESEND; // whatever became of the run, the result is answered
    }
    if (lease == null) {
      return Verdict.DROP;
    }
    return lease.cancelled() == null ? Verdict.KEEP : Verdict.CANCEL;
  }

  /**
   * What this process was given and does not list, it never received: it had left the connection
   * before it wrote the list.
   */
  private void takeBackUnlisted(RemoteWorker worker, Ready ready) {
    Set<String> listed = new HashSet<>();
    ready.resume().forEach(held -> listed.add(held.run() + " " + held.fence()));
    for (Lease lease : worker.leases()) {
      boolean isListed = listed.contains(lease.attempt.run() + " " + lease.attempt.fence());
      if (!isListed && !lease.barred && wasSentTo(lease, ready)) {
        hall.takeBack(worker, lease, "worker " + worker.name + " never received it");
      }
    }
  }

  /** The fence tells during which life of the server an attempt was given away. */
  private static boolean wasSentTo(Lease lease, Ready ready) {
    if (lease.instance != null) {
      return lease.instance.equals(ready.instance());
    }
    Long epoch = ready.epoch();
    return lease.adopted && epoch != null && epoch == lease.attempt.fence() >>> EPOCH_SHIFT;
  }

  private Welcome welcome(RemoteWorker worker, List<Resumed> verdicts) {
    GatewayOptions options = hall.options();
    return new Welcome(
        hall.serverName(),
        hall.epoch(),
        MINOR,
        options.heartbeat().toMillis(),
        options.lease().toMillis(),
        new Limits(Codec.MAX_BODY, options.maxPayload(), Hall.LOG_WINDOW, PROGRESS_MILLIS),
        verdicts,
        worker.isLeaving());
  }
}
