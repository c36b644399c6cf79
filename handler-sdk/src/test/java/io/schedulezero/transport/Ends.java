package io.schedulezero.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One hub and as many lines as a test wants, all closed at its end. */
final class Ends implements AutoCloseable {
  private final Deque<Runnable> open = new ArrayDeque<>();
  final Hub hub;
  final Recorder owner;

  Ends(HubOptions options) {
    AtomicReference<@Nullable Recorder> made = new AtomicReference<>();
    this.hub =
        Hub.bind(
            options,
            hub -> {
              Recorder recorder = new Recorder(hub);
              made.set(recorder);
              return recorder;
            });
    this.owner = Objects.requireNonNull(made.get());
    open.push(hub::close);
  }

  static Ends start() {
    return at("tcp://127.0.0.1:*", System::nanoTime);
  }

  static Ends at(String address, LongSupplier nanoTime) {
    return new Ends(new HubOptions(address, Recorder.MAX_FRAME, Recorder::thread, nanoTime));
  }

  /** With keys. */
  static Ends guarded(Keys own, Admission admission) {
    return guarded("tcp://127.0.0.1:*", own, admission);
  }

  static Ends guarded(String address, Keys own, Admission admission) {
    return new Ends(
        new HubOptions(
            address,
            Recorder.MAX_FRAME,
            Recorder::thread,
            System::nanoTime,
            new HubKeys(own, admission)));
  }

  Client line() {
    return line(Recorder.MAX_FRAME);
  }

  /** One that has begun to connect. */
  Client line(int maxFrameBytes) {
    return line(maxFrameBytes, null);
  }

  Client line(@Nullable LineKeys keys) {
    return line(Recorder.MAX_FRAME, keys);
  }

  private Client line(int maxFrameBytes, @Nullable LineKeys keys) {
    Client client = new Client(hub.address(), maxFrameBytes, keys);
    open.push(client::close);
    client.connect();
    return client;
  }

  <T> T onHub(Supplier<T> what) {
    return on(hub, what);
  }

  static <T> T on(Executor loop, Supplier<T> what) {
    return CompletableFuture.supplyAsync(what, loop).orTimeout(10, SECONDS).join();
  }

  /** The next message that the hub received. */
  Recorder.Got received() {
    return take(owner.received);
  }

  Peer gone() {
    return take(owner.gone);
  }

  static <T> T take(BlockingQueue<T> queue) {
    try {
      T next = queue.poll(10, SECONDS);
      assertThat(next).as("what comes within 10 s").isNotNull();
      return Objects.requireNonNull(next);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    open.forEach(Runnable::run);
  }

  static byte[][] frames(String... text) {
    return Stream.of(text).map(each -> each.getBytes(UTF_8)).toArray(byte[][]::new);
  }

  /** A line whose owner remembers all. */
  static final class Client implements Line.Owner, AutoCloseable {
    final BlockingQueue<List<String>> received = new LinkedBlockingQueue<>();
    final BlockingQueue<Boolean> broken = new LinkedBlockingQueue<>();
    final Line line;
    private volatile @Nullable Consumer<Client> whenBroken;

    Client(String address, int maxFrameBytes) {
      this(address, maxFrameBytes, null);
    }

    Client(String address, int maxFrameBytes, @Nullable LineKeys keys) {
      this.line =
          Line.open(
              new LineOptions(address, maxFrameBytes, Recorder::thread, System::nanoTime, keys),
              this);
    }

    void connect() {
      line.execute(line::connect);
    }

    boolean send(String... text) {
      return on(line, () -> line.send(frames(text)));
    }

    List<String> answer() {
      return take(received);
    }

    List<String> ask(String... text) {
      assertThat(send(text)).isTrue();
      return answer();
    }

    /** As a worker does it: with a new connection. */
    void reconnectWhenBroken() {
      whenBroken = client -> client.line.connect();
    }

    void awaitBroken() {
      assertThat(take(broken)).isTrue();
    }

    @Override
    public void received(byte[][] frames) {
      received.add(Stream.of(frames).map(frame -> new String(frame, UTF_8)).toList());
    }

    @Override
    public void broken() {
      broken.add(true);
      Consumer<Client> then = whenBroken;
      if (then != null) {
        then.accept(this);
      }
    }

    @Override
    public long turn(long nanoTime) {
      return Long.MAX_VALUE;
    }

    @Override
    public void close() {
      line.close();
    }
  }
}
