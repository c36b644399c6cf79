package io.schedulezero.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulezero.execution.Call;
import io.schedulezero.execution.Ending;
import io.schedulezero.execution.Ending.How;
import io.schedulezero.execution.Failure;
import io.schedulezero.wire.FromServer;
import io.schedulezero.wire.FromServer.HeartbeatOk;
import io.schedulezero.wire.FromServer.Limits;
import io.schedulezero.wire.FromServer.Resumed;
import io.schedulezero.wire.FromServer.Run;
import io.schedulezero.wire.FromServer.Welcome;
import io.schedulezero.wire.FromWorker;
import io.schedulezero.wire.FromWorker.Heartbeat;
import io.schedulezero.wire.FromWorker.Hosted;
import io.schedulezero.wire.Header;
import io.schedulezero.wire.LogLine;
import io.schedulezero.wire.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What is around a session: a server whose part the test plays, handlers that begin and end when
 * the test says so, and the time.
 */
final class World implements Outbox, Handlers {
  static final String HANDLER = "work";
  static final UUID INSTANCE = new UUID(1, 2);
  static final Duration HEARTBEAT = Duration.ofSeconds(2);
  static final Duration LEASE = Duration.ofSeconds(10);

  private static final long FIRST_SESSION = 100;

  final List<FromWorker> sent = new ArrayList<>();
  final List<Header> headers = new ArrayList<>();
  final Map<Long, Call> begun = new HashMap<>();
  final List<String> stopped = new ArrayList<>();
  final Set<Long> calls = new HashSet<>();
  final Session session;
  int connections;
  boolean isConnected;
  boolean isBlocked;
  long sessionId = FIRST_SESSION;
  private long now;
  private long serverSeq;
  long nextTurn;

  World(int slots) {
    this(slots, new SplittableRandom(1));
  }

  World(int slots, RandomGenerator random) {
    Identity identity =
        new Identity(
            "w1", INSTANCE, "test/1", List.of(new Hosted(HANDLER, null)), Map.of("k", "v"), null);
    Load load = () -> Map.of("cpu", 0.5, "broken", Double.NaN);
    session =
        new Session(
            "tcp://test", identity, slots, this, new Workload.Surroundings(this, load, random));
  }

  /** A session that has begun, with nothing said yet that is of interest. */
  static World connected(int slots) {
    World world = new World(slots);
    world.turn();
    world.hear(world.welcome());
    world.turn();
    world.sent.clear();
    return world;
  }

  @Override
  public void connect() {
    connections++;
    isConnected = true;
  }

  @Override
  public void disconnect() {
    isConnected = false;
  }

  @Override
  public boolean send(Header header, Message message) {
    if (isBlocked) {
      return false;
    }
    assertThat(isConnected).isTrue();
    headers.add(header);
    sent.add((FromWorker) message);
    return true;
  }

  @Override
  public boolean host(String handler) {
    return handler.equals(HANDLER);
  }

  @Override
  public Running begin(Call call) {
    assertThat(begun.put(call.fence(), call)).as("each fence begins once").isNull();
    calls.add(call.fence());
    return (reason, patience) -> stopped.add(call.fence() + " " + reason + " " + patience);
  }

  World turn() {
    nextTurn = session.turn(now);
    return this;
  }

  World pass(Duration time) {
    now += time.toNanos();
    return turn();
  }

  long now() {
    return now;
  }

  /** The time goes on, and everything is done when the session wanted it. */
  World live(Duration time) {
    long end = now + time.toNanos();
    while (nextTurn <= end - now) {
      now += Math.max(1, nextTurn);
      turn();
    }
    now = end;
    return turn();
  }

  /** As above, with a server that answers every heartbeat. */
  World liveWithAnswers(Duration time) {
    long end = now + time.toNanos();
    while (now + nextTurn <= end) {
      now += Math.max(1, nextTurn);
      int before = sent.size();
      turn();
      for (FromWorker message : List.copyOf(sent.subList(before, sent.size()))) {
        if (message instanceof Heartbeat beat) {
          hear(new HeartbeatOk(beat.n(), List.of(), false));
        }
      }
      turn();
    }
    now = end;
    return turn();
  }

  World hear(FromServer message) {
    session.received(Header.of(message, sessionId, ++serverSeq), message, now);
    return this;
  }

  /** Answers the last heartbeat. */
  World answerBeat(FromServer.Notice... notices) {
    hear(new HeartbeatOk(last(Heartbeat.class).n(), List.of(notices), false));
    return turn();
  }

  Welcome welcome(Resumed... resumed) {
    return welcome(1_000, resumed);
  }

  Welcome welcome(int maxPayload, Resumed... resumed) {
    return new Welcome(
        "node",
        7,
        0,
        HEARTBEAT.toMillis(),
        LEASE.toMillis(),
        new Limits(65_536, maxPayload, 300, 250),
        List.of(resumed),
        false);
  }

  static String run(long fence) {
    return String.format("%013d", fence);
  }

  static Run runMessage(long fence) {
    return runMessage(fence, HANDLER, null);
  }

  static Run runMessage(long fence, String handler, @Nullable Long timeoutMillis) {
    return new Run(
        run(fence),
        1,
        fence,
        handler,
        null,
        Instant.EPOCH,
        null,
        LEASE.toMillis(),
        timeoutMillis,
        5,
        null,
        "{\"n\":" + fence + "}",
        null);
  }

  /** The server gives these attempts, and the worker takes them. */
  World given(long... fences) {
    for (long fence : fences) {
      hear(runMessage(fence));
    }
    return turn();
  }

  World ended(long fence, Ending ending) {
    calls.remove(fence);
    session.work().ended(fence, ending, now);
    return turn();
  }

  World succeeded(long fence) {
    return ended(fence, success("1"));
  }

  World progressed(long fence, double fraction, String message) {
    session.work().progressed(fence, fraction, message);
    return turn();
  }

  World logged(long fence, long number, String text) {
    session.work().logged(fence, number, new LogLine(5, "INFO", text));
    return this;
  }

  static Ending success(String result) {
    return new Ending(How.SUCCEEDED, result, null, false, null, Duration.ofMillis(30));
  }

  static Ending cancelled() {
    return new Ending(
        How.CANCELLED, null, Failure.of("cancelled", "told"), true, null, Duration.ofMillis(30));
  }

  /** The connection goes, and the next one has a session. */
  World reconnected(Resumed... resumed) {
    session.broken(now);
    sessionId++;
    live(Duration.ofMillis(300));
    sent.clear();
    hear(welcome(resumed));
    return turn();
  }

  <T extends FromWorker> List<T> sent(Class<T> type) {
    return sent.stream().filter(type::isInstance).map(type::cast).toList();
  }

  <T extends FromWorker> T last(Class<T> type) {
    List<T> all = sent(type);
    assertThat(all).as(type.getSimpleName()).isNotEmpty();
    return Objects.requireNonNull(all.get(all.size() - 1));
  }
}
