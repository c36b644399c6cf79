package io.schedulezero.dispatch.remote;

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

  private final Hall hall;

  Welcoming(Hall hall) {
    this.hall = hall;
  }

  void ready(Peer peer, Ready ready) {
    if (ready.proto().min() > MINOR) {
      refuse(peer, ready, ErrorCode.BAD_FRAME, "proto.min is above 0, which is all there is");
      return;
    }
    if (ready.worker().equals(Target.LOCAL)) {
      refuse(peer, ready, ErrorCode.NOT_AUTHORIZED, "no worker may be called " + Target.LOCAL);
      return;
    }
    if (hall.desk().isFullFor(ready.worker())) {
      refuse(
          peer, ready, ErrorCode.OVERLOADED, "there are more workers than this server remembers");
      return;
    }
    List<String> handlers = ready.handlers().stream().map(Hosted::name).toList();
    String problem = hall.listener().hosts(ready.worker(), handlers, text(ready.payload()));
    if (problem != null) {
      refuse(peer, ready, ErrorCode.NOT_AUTHORIZED, problem);
      return;
    }
    RemoteWorker worker = hall.desk().worker(ready.worker());
    endEarlier(worker, ready);
    List<Resumed> verdicts = verdicts(worker, ready);
    takeBackUnlisted(worker, ready);
    Session session =
        new Session(hall.desk().newSessionId(), peer, worker, ready, hall.now(), hall.nanos());
    hall.voice().accept(peer);
    hall.desk().open(session);
    if (worker.announce()) {
      hall.listener().came(worker);
    }
    hall.voice().say(session, welcome(worker, verdicts));
    LOG.info(
        "Worker {} is here: {} slots, {} handlers, {} attempts go on",
        worker.name,
        ready.slots(),
        handlers.size(),
        verdicts.size());
    hall.listener().roomGrew();
  }

  private void refuse(Peer peer, Ready ready, ErrorCode code, String why) {
    LOG.warn("Worker {} at {} is refused: {}", ready.worker(), peer.address(), why);
    hall.voice().refuse(peer, code, why);
  }

  private static @Nullable String text(@Nullable Payload payload) {
    return payload == null ? null : new String(payload.bytes(), StandardCharsets.UTF_8);
  }

  /** A worker has one session. The same process has left the old one; another one is told. */
  private void endEarlier(RemoteWorker worker, Ready ready) {
    Session old = worker.session();
    if (old == null) {
      return;
    }
    boolean sameProcess = old.instance.equals(ready.instance());
    if (!sameProcess) {
      LOG.warn("Another process has taken the name of worker {}; it is used from now", worker.name);
      hall.voice().say(old, new Bye(ErrorCode.SUPERSEDED, null));
    }
    hall.desk().close(old);
    if (sameProcess) {
      hall.voice().evict(old.peer);
    }
  }

  private List<Resumed> verdicts(RemoteWorker worker, Ready ready) {
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
      if (!isListed && wasSentTo(lease, ready)) {
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
