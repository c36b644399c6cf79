package io.schedulezero.worker;

import io.schedulezero.execution.Call;
import io.schedulezero.execution.CallListener;
import io.schedulezero.execution.Ending;
import io.schedulezero.execution.Execution;
import io.schedulezero.execution.Executions;
import io.schedulezero.execution.Line;
import io.schedulezero.handler.GiveUp;
import io.schedulezero.handler.HandlerCatalog;
import io.schedulezero.transport.LineOptions;
import io.schedulezero.wire.BadFrame;
import io.schedulezero.wire.Codec;
import io.schedulezero.wire.FromServer.Welcome;
import io.schedulezero.wire.Header;
import io.schedulezero.wire.LogLine;
import io.schedulezero.wire.Message;
import io.schedulezero.wire.Received;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The session with one server, on the thread of its line: frames, calls and time for it. */
final class Connection implements io.schedulezero.transport.Line.Owner, Outbox, Handlers {
  /** Of what is sent and received; a server may allow less. */
  static final int MAX_PAYLOAD = 4 * 1024 * 1024;

  static final int MAX_FRAME = MAX_PAYLOAD + Codec.MAX_BODY;

  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

  private final io.schedulezero.transport.Line line;
  private final LineOptions options;
  private final long origin;
  private final Shared shared;
  private final Session session;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final CompletableFuture<String> connected = new CompletableFuture<>();
  private volatile ServerStatus status;
  private Codec codec = new Codec(Codec.DEFAULT_MAX_PAYLOAD);

  /**
   * What the connections of a worker share.
   *
   * @param strangers runs what handlers want to happen when they are cancelled, which may block
   */
  record Shared(
      Identity identity,
      HandlerCatalog handlers,
      Executions executions,
      InstantSource clock,
      Load load,
      Executor strangers) {}

  private Connection(
      io.schedulezero.transport.Line line,
      LineOptions options,
      Shared shared,
      int slots,
      RandomGenerator random) {
    this.line = line;
    this.options = options;
    this.shared = shared;
    this.origin = options.nanoTime().getAsLong();
    this.status = new ServerStatus(options.address(), false, 0);
    this.session =
        new Session(
            options.address(),
            shared.identity(),
            slots,
            this,
            new Workload.Surroundings(this, shared.load(), random));
  }

  /** Begins to connect; goes on until it is drained. */
  static Connection open(LineOptions options, Shared shared, int slots, RandomGenerator random) {
    CompletableFuture<Connection> made = new CompletableFuture<>();
    io.schedulezero.transport.Line.open(
        options,
        line -> {
          Connection connection = new Connection(line, options, shared, slots, random);
          made.complete(connection);
          return connection;
        });
    return made.join();
  }

  private long now() {
    return options.nanoTime().getAsLong() - origin;
  }

  ServerStatus status() {
    return status;
  }

  /** Completed with the address of the server when there is a session for the first time. */
  CompletableFuture<String> connected() {
    return connected;
  }

  /** Completed when the session is over for good. */
  CompletableFuture<Void> ended() {
    return ended;
  }

  /** As {@link Session#drain}; any thread. */
  void drain(Duration cancelAfter, Duration endAfter) {
    line.execute(() -> session.drain(cancelAfter, endAfter, now()));
  }

  /** Ends the thread. */
  void close() {
    line.close();
    ended.complete(null);
  }

  @Override
  public void received(byte[][] frames) {
    try {
      if (codec.decode(frames) instanceof Received.Known known) {
        if (known.message() instanceof Welcome welcome) {
          codec = new Codec(Math.min(welcome.limits().payload(), MAX_PAYLOAD));
        }
        session.received(known.header(), known.message(), now());
      }
    } catch (BadFrame bad) {
      session.unreadable(bad, now());
    }
  }

  @Override
  public void broken() {
    session.broken(now());
  }

  @Override
  public long turn(long nanoTime) {
    long wait = session.turn(nanoTime - origin);
    boolean isConnected = session.phase() == Session.Phase.ACTIVE;
    int running = session.work().underWay();
    if (status.connected() != isConnected || status.running() != running) {
      status = new ServerStatus(options.address(), isConnected, running);
    }
    if (isConnected && !connected.isDone()) {
      connected.complete(options.address());
    }
    if (session.phase() == Session.Phase.CLOSED && !ended.isDone()) {
      ended.complete(null);
    }
    return wait;
  }

  @Override
  public void connect() {
    codec = new Codec(Codec.DEFAULT_MAX_PAYLOAD);
    line.connect();
  }

  @Override
  public void disconnect() {
    line.disconnect();
  }

  @Override
  public boolean send(Header header, Message message) {
    try {
      return line.send(codec.encode(header, message));
    } catch (BadFrame tooLarge) {
      LOG.error("A message was not sent: {}", tooLarge.getMessage());
      return true;
    }
  }

  @Override
  public boolean host(String handler) {
    return shared.executions().hosts(handler);
  }

  @Override
  public Running begin(Call call) {
    Execution execution = shared.executions().prepare(call, new Listener(shared.clock().instant()));
    execution.begin();
    return (reason, patience) ->
        shared.strangers().execute(() -> execution.cancel(reason, patience));
  }

  /** Brings what handlers do to the thread of the session. */
  private final class Listener implements CallListener {
    private final Instant began;

    Listener(Instant began) {
      this.began = began;
    }

    @Override
    public void ended(Call call, Ending ending) {
      boolean isRejected = wasRefused(call, ending);
      line.execute(
          () -> {
            if (isRejected) {
              session.work().rejected(call.fence(), ending, now());
            } else {
              session.work().ended(call.fence(), ending, now());
            }
          });
    }

    /** Whether the handler gave up because of arguments that it never saw. */
    private boolean wasRefused(Call call, Ending ending) {
      return ending.failure() != null
          && ending.failure().type().equals(GiveUp.class.getName())
          && shared.handlers().find(call.handler()).stream()
              .anyMatch(handler -> !handler.check(call.args()).isEmpty());
    }

    @Override
    public void logged(Call call, List<Line> lines) {
      List<Line> all = List.copyOf(lines);
      line.execute(() -> all.forEach(one -> log(call.fence(), one)));
    }

    private void log(long fence, Line one) {
      long millis = Math.max(0, Duration.between(began, one.at()).toMillis());
      LogLine said = new LogLine(millis, one.level().name(), one.text());
      session.work().logged(fence, one.number() - 1L, said);
    }

    @Override
    public void progressed(Call call, double fraction, String message) {
      line.execute(() -> session.work().progressed(call.fence(), fraction, message));
    }
  }
}
