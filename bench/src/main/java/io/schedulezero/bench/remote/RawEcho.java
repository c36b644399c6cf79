package io.schedulezero.bench.remote;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** The library without anything around it: what is sent to another process comes back. */
public final class RawEcho implements Elsewhere {
  private static final byte[] HEADER = new byte[24];
  private static final byte[] BODY = new byte[276];
  private static final int PATIENCE_MILLIS = 10_000;

  private final ZContext context = new ZContext();
  private final ZMQ.Socket router = socket(context, SocketType.ROUTER);
  private final Processes processes = new Processes();
  private final List<byte[]> peers = new ArrayList<>();

  private RawEcho() throws IOException {
    int port = router.bindToRandomPort("tcp://127.0.0.1");
    router.setReceiveTimeOut(PATIENCE_MILLIS);
    for (int i = 0; i < PROCESSES; i++) {
      processes.start(Echo.class, "tcp://127.0.0.1:" + port);
    }
    while (peers.size() < PROCESSES) {
      peers.add(receive());
    }
  }

  public static Elsewhere open() throws IOException {
    return new RawEcho();
  }

  private static ZMQ.Socket socket(ZContext context, SocketType type) {
    ZMQ.Socket socket = context.createSocket(type);
    socket.setHWM(0);
    return socket;
  }

  @Override
  public void many(int jobs, Duration patience) throws TimeoutException {
    long deadline = System.nanoTime() + patience.toNanos();
    int sent = 0;
    while (sent < Math.min(jobs, PROCESSES * WINDOW)) {
      send(peers.get(sent++ % PROCESSES));
    }
    for (int back = 0; back < jobs; back++) {
      byte[] peer = receive();
      if (sent < jobs) {
        send(peer);
        sent++;
      }
      if (System.nanoTime() > deadline) {
        throw new TimeoutException("not all messages have come back");
      }
    }
  }

  @Override
  public void one() {
    send(peers.get(0));
    receive();
  }

  private void send(byte[] peer) {
    router.send(peer, ZMQ.SNDMORE);
    router.send(HEADER, ZMQ.SNDMORE);
    router.send(BODY);
  }

  /** Who has sent what has come. */
  private byte[] receive() {
    byte[] peer = router.recv();
    if (peer == null) {
      throw new IllegalStateException("nothing came back for " + PATIENCE_MILLIS + " ms");
    }
    while (router.hasReceiveMore()) {
      router.recv();
    }
    return peer;
  }

  @Override
  public void close() {
    processes.close();
    context.close();
  }

  /** The other process. */
  static final class Echo {
    private Echo() {}

    public static void main(String[] args) {
      try (ZContext context = new ZContext()) {
        ZMQ.Socket dealer = socket(context, SocketType.DEALER);
        dealer.connect(args[0]);
        dealer.send(HEADER);
        while (true) {
          byte[] frame = dealer.recv();
          dealer.send(frame, dealer.hasReceiveMore() ? ZMQ.SNDMORE : 0);
        }
      }
    }
  }
}
