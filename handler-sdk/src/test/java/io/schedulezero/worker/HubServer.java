package io.schedulezero.worker;

import io.schedulezero.transport.Hub;
import io.schedulezero.transport.HubOptions;
import io.schedulezero.transport.Peer;
import io.schedulezero.wire.BadFrame;
import io.schedulezero.wire.Codec;
import io.schedulezero.wire.FromServer;
import io.schedulezero.wire.FromServer.HeartbeatOk;
import io.schedulezero.wire.FromServer.Limits;
import io.schedulezero.wire.FromServer.ResultAck;
import io.schedulezero.wire.FromServer.Resumed;
import io.schedulezero.wire.FromServer.Welcome;
import io.schedulezero.wire.FromWorker;
import io.schedulezero.wire.FromWorker.Heartbeat;
import io.schedulezero.wire.FromWorker.Ready;
import io.schedulezero.wire.FromWorker.Result;
import io.schedulezero.wire.Received;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A server that welcomes everybody, answers what must be answered, and tells what it heard. */
final class HubServer implements Hub.Owner, AutoCloseable {
  private static final long HEARTBEAT_MILLIS = 200;
  private static final long LEASE_MILLIS = 5_000;

  final BlockingQueue<FromWorker> heard = new LinkedBlockingQueue<>();
  final AtomicLong beats = new AtomicLong();
  private final Hub hub;
  private final Codec codec = new Codec(Codec.DEFAULT_MAX_PAYLOAD);
  private volatile boolean acksResults = true;
  private @Nullable Peer peer;
  private long session = 1_000;
  private long seq;

  HubServer(String address) {
    hub =
        Hub.bind(
            new HubOptions(
                address, Connection.MAX_FRAME, task -> new Thread(task, "hub"), System::nanoTime),
            this);
  }

  static HubServer anywhere() {
    return new HubServer("tcp://127.0.0.1:0");
  }

  String address() {
    return hub.address();
  }

  void keepResults() {
    acksResults = false;
  }

  /** Says it to whoever said READY last. */
  void say(FromServer message) {
    hub.execute(() -> send(message));
  }

  /** The connection ends. */
  void cut() {
    hub.execute(
        () -> {
          if (peer != null) {
            hub.evict(peer);
          }
        });
  }

  /** The next message of that type; others before it are passed over. */
  <T extends FromWorker> T await(Class<T> type) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (true) {
      FromWorker next = heard.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (next == null) {
        throw new AssertionError("no " + type.getSimpleName() + " came");
      }
      if (type.isInstance(next)) {
        return type.cast(next);
      }
    }
  }

  @Override
  public void received(Peer from, byte[][] frames) {
    try {
      if (codec.decode(frames) instanceof Received.Known known) {
        hear(from, (FromWorker) known.message());
      }
    } catch (BadFrame e) {
      throw new AssertionError(e);
    }
  }

  private void hear(Peer from, FromWorker message) {
    if (message instanceof Ready ready) {
      peer = from;
      session++;
      seq = 0;
      hub.accept(from);
      send(welcome(ready));
    } else if (message instanceof Heartbeat beat) {
      beats.incrementAndGet();
      send(new HeartbeatOk(beat.n(), List.of(), false));
    } else if (message instanceof Result result && acksResults) {
      send(new ResultAck(result.run(), result.fence(), ResultAck.Status.COMMITTED));
    }
    if (!(message instanceof Heartbeat)) {
      heard.add(message);
    }
  }

  private static Welcome welcome(Ready ready) {
    List<Resumed> verdicts =
        ready.resume().stream()
            .map(r -> new Resumed(r.run(), r.fence(), Resumed.Verdict.KEEP))
            .toList();
    return new Welcome(
        "hub",
        1,
        0,
        HEARTBEAT_MILLIS,
        LEASE_MILLIS,
        new Limits(65_536, 100_000, 10_000, 20),
        verdicts,
        false);
  }

  private void send(FromServer message) {
    if (peer == null) {
      throw new IllegalStateException("nobody is there");
    }
    try {
      hub.send(peer, codec.encode(message, session, ++seq));
    } catch (BadFrame e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void gone(Peer who) {}

  @Override
  public long turn(long nanoTime) {
    return TimeUnit.SECONDS.toNanos(1);
  }

  @Override
  public void close() {
    hub.close();
  }
}
