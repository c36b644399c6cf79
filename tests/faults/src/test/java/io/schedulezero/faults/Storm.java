package io.schedulezero.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulezero.wire.BadFrame;
import io.schedulezero.wire.Codec;
import io.schedulezero.wire.FromServer.Welcome;
import io.schedulezero.wire.FromWorker.Hosted;
import io.schedulezero.wire.FromWorker.Ready;
import io.schedulezero.wire.Received;
import io.schedulezero.wire.Versions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * Many workers in little room: each says READY on a connection with keys of its own until it is
 * welcome, and comes back as the protocol wants it when its connection ends or that takes too long.
 * They host nothing that anybody runs.
 */
final class Storm implements AutoCloseable {
  /** What a socket hands itself when its connection has ended. */
  private static final byte[] GONE = "\0GONE".getBytes(StandardCharsets.US_ASCII);

  private static final int LOOK_EVERY_MILLIS = 50;
  private static final long FIRST_PATIENCE = Duration.ofSeconds(10).toNanos();
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
  private static final long FIRST_WAIT = Duration.ofMillis(250).toNanos();

  private final ZContext context = new ZContext(2);
  private final Codec codec = new Codec(Codec.DEFAULT_MAX_PAYLOAD);
  private final Random random = new Random(1);
  private final String address;
  private final byte[] serverKey;
  private final List<Worker> workers = new ArrayList<>();

  /** Nobody connects yet. */
  Storm(String address, String serverKey) {
    this.address = address;
    this.serverKey = ZMQ.Curve.z85Decode(serverKey);
    context.setLinger(0);
  }

  private final class Worker {
    private final String name;
    private final UUID instance = UUID.randomUUID();
    private final ZMQ.Curve.KeyPair keys;
    private ZMQ.@Nullable Socket socket;
    private boolean welcome;
    private long wait = FIRST_WAIT;
    private long patience = FIRST_PATIENCE;
    private long nextAt;

    Worker(String name, ZMQ.Curve.KeyPair keys) {
      this.name = name;
      this.keys = keys;
    }

    void begin(long now) {
      ZMQ.Socket next = context.createSocket(SocketType.DEALER);
      next.setRcvHWM(0);
      next.setHandshakeIvl(3_000);
      next.setReconnectIVL(250);
      next.setReconnectIVLMax(5_000);
      next.base().setSocketOpt(zmq.ZMQ.ZMQ_HICCUP_MSG, GONE);
      next.setCurveServerKey(serverKey);
      next.setCurvePublicKey(ZMQ.Curve.z85Decode(keys.publicKey));
      next.setCurveSecretKey(ZMQ.Curve.z85Decode(keys.secretKey));
      next.connect(address);
      byte[][] ready = ready();
      next.sendMore(ready[0]);
      next.send(ready[1]);
      socket = next;
      nextAt = now + patience;
    }

    private byte[][] ready() {
      try {
        return codec.encode(
            new Ready(
                new Versions(0, 0),
                name,
                instance,
                "storm/1",
                List.of(new Hosted("storm", null)),
                Map.of(),
                1,
                1,
                List.of(),
                null,
                List.of(),
                null),
            0,
            1);
      } catch (BadFrame e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public String toString() {
      return name;
    }

    /** One look at what has come, and at the time. */
    void turn(long now) {
      ZMQ.Socket mine = socket;
      if (mine == null) {
        if (now >= nextAt) {
          begin(now);
        }
        return;
      }
      byte[] first = mine.recv(ZMQ.DONTWAIT);
      if (first == null ? now >= nextAt : Arrays.equals(first, GONE)) {
        leave(now);
      } else if (first != null) {
        heard(first, mine.recv(ZMQ.DONTWAIT));
      }
    }

    private void heard(byte[] header, byte[] body) {
      try {
        Received received = codec.decode(new byte[][] {header, body});
        welcome = received instanceof Received.Known known && known.message() instanceof Welcome;
      } catch (BadFrame e) {
        throw new AssertionError(e);
      }
    }

    void leave(long now) {
      ZMQ.Socket mine = socket;
      if (mine != null) {
        mine.close();
        socket = null;
      }
      welcome = false;
      nextAt = now + (long) (random.nextDouble() * wait);
      wait = Math.min(2 * wait, LONGEST_WAIT.toNanos());
      patience += patience / 2;
    }
  }

  /** So many more workers, and their lines of an allow list. */
  List<String> recruit(int count) {
    List<String> lines = new ArrayList<>();
    while (lines.size() < count) {
      ZMQ.Curve.KeyPair keys = ZMQ.Curve.generateKeyPair();
      if (!keys.publicKey.startsWith("#")) {
        String name = "storm-" + workers.size();
        workers.add(new Worker(name, keys));
        lines.add(keys.publicKey + " " + name + " storm");
      }
    }
    return lines;
  }

  /** All of them at once, as if their connections had just broken. */
  void breaksLoose(Duration patience) {
    long begun = System.nanoTime();
    for (Worker worker : workers) {
      worker.leave(begun);
      worker.wait = FIRST_WAIT;
      worker.patience = FIRST_PATIENCE;
      worker.nextAt = begun;
    }
    long now = begun;
    List<Worker> waiting = waiting();
    while (!waiting.isEmpty() && now - begun < patience.toNanos()) {
      for (Worker worker : waiting) {
        worker.turn(now);
      }
      awaitInput(waiting);
      waiting = waiting();
      now = System.nanoTime();
    }
    assertThat(waiting).as("who is not welcome after %s", patience).isEmpty();
  }

  private List<Worker> waiting() {
    return workers.stream().filter(worker -> !worker.welcome).toList();
  }

  private void awaitInput(List<Worker> waiting) {
    try (ZMQ.Poller poller = context.createPoller(waiting.size())) {
      for (Worker worker : waiting) {
        ZMQ.Socket socket = worker.socket;
        if (socket != null) {
          poller.register(socket, ZMQ.Poller.POLLIN);
        }
      }
      poller.poll(LOOK_EVERY_MILLIS);
    }
  }

  @Override
  public void close() {
    context.close();
  }
}
