package io.schedulezero.bench.remote;

import io.schedulezero.wire.BadFrame;
import io.schedulezero.wire.Codec;
import io.schedulezero.wire.FromServer.Welcome;
import io.schedulezero.wire.FromWorker.Heartbeat;
import io.schedulezero.wire.FromWorker.Hosted;
import io.schedulezero.wire.FromWorker.Ready;
import io.schedulezero.wire.Received;
import io.schedulezero.wire.Versions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * A process with many workers that do nothing but give signs of life: real connections and real
 * messages, one thread for all of them. Arguments: address, and how many.
 */
final class Crowd {
  private static final int SLOTS = 10;
  private static final long TICK_MILLIS = 20;

  /** So that a server with few processors keeps up with those that come. */
  private static final int CONNECT_IN_A_SECOND = 100;

  private static final int UNTIL_RECONNECT_MILLIS = 5_000;
  private static final long UNTIL_READY_AGAIN = TimeUnit.SECONDS.toNanos(10);

  private final Codec codec = new Codec(Codec.DEFAULT_MAX_PAYLOAD);
  private final List<Member> members = new ArrayList<>();
  private final Queue<Member> turns = new ArrayDeque<>();
  private final ZContext context;
  private final String address;
  private final int count;
  private final ZMQ.Poller poller;
  private long everyMillis = 2_000;

  /** A worker, as a server sees it. */
  private static final class Member {
    final ZMQ.Socket socket;
    final Ready ready;
    long readyAt;
    long session;
    long seq;
    long beats;

    Member(ZMQ.Socket socket, Ready ready) {
      this.socket = socket;
      this.ready = ready;
    }
  }

  private Crowd(ZContext context, String address, int count) {
    this.context = context;
    this.address = address;
    this.count = count;
    this.poller = context.createPoller(count);
  }

  private void connect() throws BadFrame {
    ZMQ.Socket socket = context.createSocket(SocketType.DEALER);
    socket.setHandshakeIvl(3_000);
    socket.setReconnectIVL(UNTIL_RECONNECT_MILLIS);
    socket.connect(address);
    Member member = new Member(socket, ready("crowd-" + members.size()));
    members.add(member);
    turns.add(member);
    poller.register(socket, ZMQ.Poller.POLLIN);
    sayReady(member);
  }

  private void sayReady(Member member) throws BadFrame {
    member.readyAt = System.nanoTime();
    say(member, member.ready);
  }

  public static void main(String[] args) throws BadFrame, InterruptedException {
    int count = Integer.parseInt(args[1]);
    try (ZContext context = new ZContext()) {
      context.getContext().setMaxSockets(count + 24);
      new Crowd(context, args[0], count).live();
    }
  }

  private static Ready ready(String name) {
    return new Ready(
        new Versions(0, 0),
        name,
        UUID.randomUUID(),
        "crowd",
        List.of(new Hosted("noop", null)),
        Map.of(),
        SLOTS,
        SLOTS,
        List.of(),
        null,
        List.of(),
        null);
  }

  private void say(Member member, io.schedulezero.wire.Message message) throws BadFrame {
    byte[][] frames = codec.encode(message, member.session, ++member.seq);
    member.socket.send(frames[0], ZMQ.SNDMORE);
    member.socket.send(frames[1]);
  }

  /** One after the other connects, and gives its signs evenly from then on. */
  private void live() throws BadFrame, InterruptedException {
    long before = System.nanoTime();
    double due = 0;
    while (!Thread.interrupted()) {
      poller.poll(TICK_MILLIS);
      for (int i = 0; i < members.size(); i++) {
        if (poller.pollin(i)) {
          hear(members.get(i));
        }
      }
      long now = System.nanoTime();
      double seconds = (now - before) / 1e9;
      before = now;
      for (int i = 0; i < seconds * CONNECT_IN_A_SECOND && members.size() < count; i++) {
        connect();
      }
      due = Math.min(members.size(), due + seconds * 1_000 * members.size() / everyMillis);
      for (; due >= 1; due--) {
        speak(turns.remove());
      }
    }
  }

  private void speak(Member member) throws BadFrame {
    turns.add(member);
    if (member.session != 0) {
      say(member, new Heartbeat(++member.beats, SLOTS, List.of(), Map.of("cpu", 0.01)));
    } else if (System.nanoTime() - member.readyAt > UNTIL_READY_AGAIN) {
      sayReady(member);
    }
  }

  private void hear(Member member) throws BadFrame {
    byte[] header = member.socket.recv(ZMQ.DONTWAIT);
    while (header != null) {
      Received received = codec.decode(header, member.socket.recv());
      if (received instanceof Received.Known known && known.message() instanceof Welcome welcome) {
        member.session = known.header().session();
        everyMillis = welcome.hbMs();
      }
      header = member.socket.recv(ZMQ.DONTWAIT);
    }
  }
}
