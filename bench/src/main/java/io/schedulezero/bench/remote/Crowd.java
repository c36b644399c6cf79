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

  private final Codec codec = new Codec(Codec.DEFAULT_MAX_PAYLOAD);
  private final List<Member> members = new ArrayList<>();
  private final ZMQ.Poller poller;
  private long everyMillis = 2_000;

  /** A worker, as a server sees it. */
  private static final class Member {
    final ZMQ.Socket socket;
    final Ready ready;
    long session;
    long seq;
    long beats;

    Member(ZMQ.Socket socket, Ready ready) {
      this.socket = socket;
      this.ready = ready;
    }
  }

  private Crowd(ZContext context, String address, int count) {
    poller = context.createPoller(count);
    for (int i = 0; i < count; i++) {
      ZMQ.Socket socket = context.createSocket(SocketType.DEALER);
      socket.setHandshakeIvl(3_000);
      socket.connect(address);
      members.add(new Member(socket, ready("crowd-" + i)));
      poller.register(socket, ZMQ.Poller.POLLIN);
    }
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

  /**
   * Each says who it is until it is welcome, and gives its sign when its time has come; the times
   * are spread evenly.
   */
  private void live() throws BadFrame, InterruptedException {
    Queue<Member> turns = new ArrayDeque<>(members);
    long began = System.nanoTime();
    long said = 0;
    while (!Thread.interrupted()) {
      poller.poll(TICK_MILLIS);
      for (int i = 0; i < members.size(); i++) {
        if (poller.pollin(i)) {
          hear(members.get(i));
        }
      }
      long elapsed = (System.nanoTime() - began) / 1_000_000;
      for (; said < elapsed * members.size() / everyMillis; said++) {
        Member next = turns.remove();
        turns.add(next);
        if (next.session == 0) {
          say(next, next.ready);
        } else {
          say(next, new Heartbeat(++next.beats, SLOTS, List.of(), Map.of("cpu", 0.01)));
        }
      }
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
