package io.schedulezero.dispatch.remote;

import io.schedulezero.dispatch.Assignment;
import io.schedulezero.transport.Hub;
import io.schedulezero.transport.Peer;
import io.schedulezero.wire.BadFrame;
import io.schedulezero.wire.Codec;
import io.schedulezero.wire.ErrorCode;
import io.schedulezero.wire.ErrorReport;
import io.schedulezero.wire.FromServer;
import io.schedulezero.wire.Header;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts what is said into frames, and the frames on their way. On the hub's thread only. */
final class Voice {
  private static final Logger LOG = LoggerFactory.getLogger(Voice.class);

  private final Hub hub;
  private final Codec codec;

  Voice(Hub hub, Codec codec) {
    this.hub = hub;
    this.codec = codec;
  }

  /** Whether it is on its way, which does not mean that it arrives. */
  boolean say(Session session, FromServer message) {
    try {
      return hub.send(session.peer, codec.encode(message, session.id, session.nextSeq()));
    } catch (BadFrame tooMuch) {
      LOG.error("A message for worker {} is not sent", session.worker.name, tooMuch);
      return false;
    }
  }

  /**
   * Sends an attempt, whose arguments travel beside the body if they may not be in it.
   *
   * @param again whether it was sent before
   * @throws BadFrame if it cannot travel at all
   */
  boolean send(Session session, Assignment attempt, long leaseMillis, boolean again)
      throws BadFrame {
    try {
      return send(session, Messages.run(attempt, leaseMillis), again);
    } catch (BadFrame notInABody) {
      return send(session, Messages.runWithPayload(attempt, leaseMillis), again);
    }
  }

  private boolean send(Session session, FromServer.Run run, boolean again) throws BadFrame {
    Header header = Header.of(run, session.id, session.nextSeq());
    return hub.send(
        session.peer, codec.encode(again ? header.with(Header.RETRANSMIT) : header, run));
  }

  /** Tells somebody who has no session, or whose message cannot be read. */
  void refuse(Peer peer, long session, ErrorReport why) {
    try {
      hub.send(peer, codec.encode(new FromServer.ProtocolError(why), session, 1));
    } catch (BadFrame tooMuch) {
      LOG.error("An error for {} is not sent", peer, tooMuch);
    }
  }

  /** Tells somebody who has no session that there will be none. */
  void refuse(Peer peer, ErrorCode code, String why, @Nullable Long retryInMillis) {
    refuse(peer, 0, new ErrorReport(code, why, null, true, retryInMillis, null));
  }

  /** It is one of ours: it may stay. */
  void accept(Peer peer) {
    hub.accept(peer);
  }

  /** Ends a connection. What was said before may not arrive. */
  void evict(Peer peer) {
    hub.evict(peer);
  }
}
