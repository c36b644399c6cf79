package io.schedulezero.faults;

import io.schedulezero.transport.Line;
import io.schedulezero.transport.LineOptions;
import io.schedulezero.wire.BadFrame;
import io.schedulezero.wire.Codec;
import io.schedulezero.wire.FromServer.Welcome;
import io.schedulezero.wire.FromWorker;
import io.schedulezero.wire.FromWorker.Hosted;
import io.schedulezero.wire.FromWorker.Ready;
import io.schedulezero.wire.FromWorker.Result;
import io.schedulezero.wire.FromWorker.ResultStatus;
import io.schedulezero.wire.Message;
import io.schedulezero.wire.Payload;
import io.schedulezero.wire.Received;
import io.schedulezero.wire.Versions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A worker that says what it is told to, also what no worker should. Used on one thread; it says
 * nothing by itself, no heartbeat either.
 */
final class ScriptedWorker implements AutoCloseable, Line.Owner {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final String name;
  private final UUID instance = UUID.randomUUID();
  private final Codec codec = new Codec(Codec.DEFAULT_MAX_PAYLOAD);
  private final BlockingQueue<Received.Known> heard = new LinkedBlockingQueue<>();
  private final Line line;
  private volatile CompletableFuture<Void> broken = new CompletableFuture<>();
  private long session;
  private long seq;

  /** One that connects when it says that it is {@linkplain #ready ready}. */
  ScriptedWorker(String address, String name) {
    this.name = name;
    this.line =
        Line.open(
            new LineOptions(
                address,
                Codec.DEFAULT_MAX_PAYLOAD + Codec.MAX_BODY,
                task -> new Thread(task, "scripted-" + name),
                System::nanoTime),
            this);
  }

  private void connect() {
    session = 0;
    heard.clear();
    broken = new CompletableFuture<>();
    line.execute(line::connect);
  }

  @Override
  public void received(byte[][] frames) {
    try {
      if (codec.decode(frames) instanceof Received.Known known) {
        heard.add(known);
      }
    } catch (BadFrame e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void broken() {
    broken.complete(null);
  }

  @Override
  public long turn(long nanoTime) {
    return Long.MAX_VALUE;
  }

  /** Says on a new connection that it is there, with as much credit as it has slots. */
  Welcome ready(int slots, String... handlers) {
    return ready(slots, slots, handlers);
  }

  Welcome ready(int slots, long credit, String... handlers) {
    connect();
    say(
        new Ready(
            new Versions(0, 0),
            name,
            instance,
            "scripted/1",
            Stream.of(handlers).map(handler -> new Hosted(handler, null)).toList(),
            Map.of(),
            slots,
            credit,
            List.of(),
            null,
            List.of(),
            null));
    return hears(Welcome.class);
  }

  void say(FromWorker message) {
    try {
      send(codec.encode(message, session, ++seq));
    } catch (BadFrame e) {
      throw new AssertionError(e);
    }
  }

  /** Says something that may be wrong. */
  void say(byte[] header, String body) {
    send(new byte[][] {header, body.getBytes(StandardCharsets.UTF_8)});
  }

  private void send(byte[][] frames) {
    line.execute(() -> line.send(frames));
  }

  /** A header of its session. */
  byte[] header(int type, int flags) {
    return ScriptedServer.header(type, flags, session, ++seq);
  }

  /** A success with a number. */
  void succeeds(String run, int attempt, long fence, long result, long credit) {
    say(
        new Result(
            run,
            attempt,
            fence,
            ResultStatus.SUCCEEDED,
            true,
            null,
            null,
            1,
            credit,
            Payload.json("" + result)));
  }

  /** The next message of this type; others before it are skipped. */
  <M extends Message> M hears(Class<M> type) {
    M found = hears(type, PATIENCE);
    if (found == null) {
      throw new AssertionError(name + " was not told a " + type.getSimpleName());
    }
    return found;
  }

  /** The same, if it comes in that time. */
  <M extends Message> @Nullable M hears(Class<M> type, Duration within) {
    long end = System.nanoTime() + within.toNanos();
    Received.Known next = next(end);
    while (next != null && !type.isInstance(next.message())) {
      next = next(end);
    }
    if (next == null) {
      return null;
    }
    if (next.message() instanceof Welcome) {
      session = next.header().session();
    }
    return type.cast(next.message());
  }

  /** Whatever comes next. */
  Message hearsNext() {
    Received.Known next = next(System.nanoTime() + PATIENCE.toNanos());
    if (next == null) {
      throw new AssertionError(name + " was told nothing");
    }
    return next.message();
  }

  private Received.@Nullable Known next(long end) {
    try {
      return heard.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Waits until the server has ended its connection. */
  void losesItsConnection() {
    broken.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    line.close();
  }
}
