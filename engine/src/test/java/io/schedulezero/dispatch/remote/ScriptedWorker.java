package io.schedulezero.dispatch.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulezero.dispatch.Assignment;
import io.schedulezero.transport.Line;
import io.schedulezero.transport.LineKeys;
import io.schedulezero.transport.LineOptions;
import io.schedulezero.wire.BadFrame;
import io.schedulezero.wire.Codec;
import io.schedulezero.wire.FromServer.Welcome;
import io.schedulezero.wire.FromWorker;
import io.schedulezero.wire.FromWorker.Ack;
import io.schedulezero.wire.FromWorker.Heartbeat;
import io.schedulezero.wire.FromWorker.Hosted;
import io.schedulezero.wire.FromWorker.Ready;
import io.schedulezero.wire.FromWorker.Result;
import io.schedulezero.wire.FromWorker.ResultStatus;
import io.schedulezero.wire.FromWorker.Resume;
import io.schedulezero.wire.Held;
import io.schedulezero.wire.Message;
import io.schedulezero.wire.Payload;
import io.schedulezero.wire.Received;
import io.schedulezero.wire.Versions;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A worker that says what a test makes it say, over a real connection. */
final class ScriptedWorker implements AutoCloseable, Line.Owner {
  private static final long PATIENCE_SECONDS = 10;

  final UUID instance;
  private final String name;
  private final Codec codec = new Codec(Codec.DEFAULT_MAX_PAYLOAD);
  private final BlockingQueue<Received.Known> heard = new LinkedBlockingQueue<>();
  private final CompletableFuture<Void> broken = new CompletableFuture<>();
  private final Line line;
  private long session;
  private long seq;

  ScriptedWorker(String address, String name) {
    this(address, name, UUID.randomUUID(), null);
  }

  ScriptedWorker(String address, String name, UUID instance, @Nullable LineKeys keys) {
    this.name = name;
    this.instance = instance;
    this.line =
        Line.open(
            new LineOptions(
                address, Codec.DEFAULT_MAX_PAYLOAD * 2, Thread::new, System::nanoTime, keys),
            this);
    line.execute(line::connect);
  }

  @Override
  public void received(byte[][] frames) {
    try {
      heard.add((Received.Known) codec.decode(frames));
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
    return TimeUnit.SECONDS.toNanos(1);
  }

  void say(FromWorker message) {
    long number = ++seq;
    long id = session;
    try {
      byte[][] frames = codec.encode(message, id, number);
      line.execute(() -> line.send(frames));
    } catch (BadFrame e) {
      throw new AssertionError(e);
    }
  }

  void sayRaw(byte[]... frames) {
    line.execute(() -> line.send(frames));
  }

  /** The next message of this type; others before it are skipped. */
  <M extends Message> M hears(Class<M> type) {
    try {
      while (true) {
        Received.Known next = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(next).as("a " + type.getSimpleName()).isNotNull();
        if (type.isInstance(next.message())) {
          if (next.message() instanceof Welcome) {
            session = next.header().session();
          }
          return type.cast(next.message());
        }
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  void losesItsConnection() {
    broken.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  Welcome ready(int slots, String... handlers) {
    return ready(slots, null, List.of(), handlers);
  }

  Welcome ready(int slots, @Nullable Long epoch, List<Resume> resume, String... handlers) {
    sayReady(slots, epoch, resume, handlers);
    return hears(Welcome.class);
  }

  void sayReady(int slots, String... handlers) {
    sayReady(slots, null, List.of(), handlers);
  }

  private void sayReady(int slots, @Nullable Long epoch, List<Resume> resume, String... handlers) {
    List<Hosted> hosted = List.of(handlers).stream().map(h -> new Hosted(h, null)).toList();
    say(
        new Ready(
            new Versions(0, 0),
            name,
            instance,
            "test/1",
            hosted,
            Map.of("zone", "a"),
            slots,
            slots - resume.size(),
            resume,
            epoch,
            List.of(),
            null));
  }

  void beats(long n, long credit, Held... held) {
    say(new Heartbeat(n, credit, List.of(held), Map.of("cpu", 0.25)));
  }

  void accepts(Assignment attempt) {
    say(
        new Ack(
            Ack.Of.RUN,
            attempt.run().toString(),
            attempt.fence(),
            Ack.Status.ACCEPTED,
            null,
            null));
  }

  void rejects(Assignment attempt, String reason) {
    say(
        new Ack(
            Ack.Of.RUN,
            attempt.run().toString(),
            attempt.fence(),
            Ack.Status.REJECTED,
            reason,
            null));
  }

  void succeeds(Assignment attempt, String result, long credit) {
    say(
        new Result(
            attempt.run().toString(),
            attempt.attempt(),
            attempt.fence(),
            ResultStatus.SUCCEEDED,
            true,
            null,
            null,
            5,
            credit,
            Payload.json(result)));
  }

  void ends(Assignment attempt, ResultStatus how, boolean retryable, long credit) {
    say(
        new Result(
            attempt.run().toString(),
            attempt.attempt(),
            attempt.fence(),
            how,
            retryable,
            null,
            new FromWorker.Failure("java.lang.IllegalStateException", "no", null, ""),
            5,
            credit,
            null));
  }

  static Held held(Assignment attempt) {
    return new Held(attempt.run().toString(), attempt.fence());
  }

  static Resume resume(Assignment attempt, Resume.State state) {
    return new Resume(attempt.run().toString(), attempt.attempt(), attempt.fence(), state);
  }

  @Override
  public void close() {
    line.close();
  }
}
