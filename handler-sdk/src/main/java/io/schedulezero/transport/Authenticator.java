package io.schedulezero.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import zmq.Msg;

/**
 * Whom the library asks about each key, on a thread of its own.
 *
 * <p>Without an answer the library lets everybody in, and a peer can call itself by any name in
 * what it says about itself. So the answer is a ticket that nobody can guess, good for one
 * connection; the hub hears only who has one.
 */
final class Authenticator implements Loop.Work {
  private static final Logger LOG = LoggerFactory.getLogger(Authenticator.class);
  private static final int THREAD = 1;
  private static final String ADDRESS = "inproc://zeromq.zap.01";
  private static final long REFRESH_EVERY = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long TICKET_HOLDS = TimeUnit.SECONDS.toNanos(30);
  private static final int TICKET_BYTES = 16;
  private static final int KEY_BYTES = 32;

  // The frames of a question, after the way back to who asks.
  private static final int ID = 2;
  private static final int HOST = 4;
  private static final int MECHANISM = 6;
  private static final int KEY = 7;
  private static final int FRAMES = 8;

  private final HubOptions options;
  private final Admission admission;
  private final ZMQ.Socket socket;
  private final Loop loop;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Ticket> tickets = new ConcurrentHashMap<>();
  private long refreshedAt;

  /** Who has connected. */
  record Ticket(String publicKey, String host, String userId, long issuedAt) {}

  private Authenticator(IoThreads threads, HubOptions options, Admission admission) {
    this.options = options;
    this.admission = admission;
    this.socket = threads.context().createSocket(SocketType.ROUTER);
    Sockets.must(socket.setLinger(0));
    Sockets.must(socket.setRcvHWM(0));
    Sockets.must(socket.setRouterMandatory(true));
    Sockets.must(socket.bind(ADDRESS));
    this.refreshedAt = options.nanoTime().getAsLong();
    this.loop = new Loop(this, threads, THREAD, options.nanoTime());
  }

  /** Has to run before anybody can connect. */
  static Authenticator start(IoThreads threads, HubOptions options, Admission admission) {
    Authenticator authenticator = new Authenticator(threads, options, admission);
    authenticator.loop.start(authenticator.socket.getFD());
    return authenticator;
  }

  /** Who shows this ticket; it is good for once. */
  @Nullable Ticket take(@Nullable String ticket) {
    return ticket == null ? null : tickets.remove(ticket);
  }

  boolean mayStay(Ticket ticket) {
    try {
      return admission
          .admit(ticket.publicKey, ticket.host)
          .filter(ticket.userId::equals)
          .isPresent();
    } catch (RuntimeException unknown) {
      LOG.warn("Whether {} may stay cannot be found out: it may not", ticket.userId, unknown);
      return false;
    }
  }

  boolean hasEnded() {
    return loop.hasEnded();
  }

  void close() {
    loop.close();
  }

  @Override
  public boolean receive() {
    Msg first = socket.recvMsg(zmq.ZMQ.ZMQ_DONTWAIT);
    if (first == null) {
      return false;
    }
    List<Msg> question = new ArrayList<>();
    for (Msg next = first; next != null; ) {
      question.add(next);
      next = next.hasMore() ? socket.recvMsg(zmq.ZMQ.ZMQ_DONTWAIT) : null;
    }
    loop.guarded(() -> answer(question));
    return true;
  }

  private void answer(List<Msg> question) {
    byte[] asker = question.remove(0).data();
    if (question.size() < FRAMES) {
      return;
    }
    byte[] id = question.get(ID).data();
    String ticket;
    try {
      ticket = ticket(question).orElse(null);
    } catch (RuntimeException e) {
      LOG.error("cannot find out who may connect; it is turned away", e);
      reply(asker, id, "500", "internal error", "");
      return;
    }
    if (ticket == null) {
      reply(asker, id, "400", "not admitted", "");
    } else {
      reply(asker, id, "200", "OK", ticket);
    }
  }

  private Optional<String> ticket(List<Msg> question) {
    byte[] key = question.get(KEY).data();
    if (!text(question.get(MECHANISM)).equals("CURVE") || key.length != KEY_BYTES) {
      return Optional.empty();
    }
    String host = text(question.get(HOST));
    String publicKey = ZMQ.Curve.z85Encode(key);
    Optional<String> userId = admission.admit(publicKey, host);
    if (userId.isEmpty()) {
      LOG.info("{} with the key {} is not admitted", host, publicKey);
    }
    return userId.map(
        user -> issue(new Ticket(publicKey, host, user, options.nanoTime().getAsLong())));
  }

  private String issue(Ticket ticket) {
    byte[] bytes = new byte[TICKET_BYTES];
    random.nextBytes(bytes);
    String name = HexFormat.of().formatHex(bytes);
    tickets.put(name, ticket);
    return name;
  }

  private static String text(Msg frame) {
    return new String(frame.data(), US_ASCII);
  }

  private void reply(byte[] asker, byte[] id, String status, String text, String ticket) {
    byte[][] frames = {
      asker,
      {},
      "1.0".getBytes(US_ASCII),
      id,
      status.getBytes(US_ASCII),
      text.getBytes(US_ASCII),
      ticket.getBytes(US_ASCII),
      {}
    };
    for (int i = 0; i < frames.length; i++) {
      if (!Sockets.send(socket, frames[i], i < frames.length - 1)) {
        return; // who asked has gone
      }
    }
  }

  @Override
  public boolean hasInput() {
    return (socket.getEvents() & ZMQ.Poller.POLLIN) != 0;
  }

  @Override
  public long turn(long now) {
    if (now - refreshedAt >= REFRESH_EVERY) {
      refreshedAt = now;
      loop.guarded(admission::refresh);
      tickets.values().removeIf(ticket -> now - ticket.issuedAt >= TICKET_HOLDS);
    }
    return refreshedAt + REFRESH_EVERY - now;
  }

  @Override
  public void end() {
    socket.close();
  }
}
