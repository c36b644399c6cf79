package io.schedulezero.dispatch.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulezero.dispatch.Assignment;
import io.schedulezero.dispatch.Dispatcher;
import io.schedulezero.dispatch.Target;
import io.schedulezero.dispatch.remote.WorkerStatus.State;
import io.schedulezero.run.Run;
import io.schedulezero.run.RunId;
import io.schedulezero.run.RunSpec;
import io.schedulezero.run.WorkerEvent;
import io.schedulezero.store.Storage;
import io.schedulezero.store.StorageOptions;
import io.schedulezero.transport.HubKeys;
import io.schedulezero.transport.LineKeys;
import io.schedulezero.wire.FromServer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A gateway that is open, with an engine that writes down what it hears. */
abstract class GatewayScene {
  static final CompletableFuture<?> AT_ONCE = CompletableFuture.completedFuture(null);
  static final long EPOCH = 7;
  static final long FENCE = EPOCH << 32;
  static final Duration FOR_EVER = Duration.ofHours(1);

  final RecordedReports reports = new RecordedReports();
  final Storage storage = Storage.memory(StorageOptions.with(Thread::new));
  final List<AutoCloseable> open = new ArrayList<>();
  final Dispatcher dispatcher = new Dispatcher(List.of());
  final AtomicInteger roomGrew = new AtomicInteger();
  final AtomicInteger begun = new AtomicInteger();
  final Map<String, Target> targets = new ConcurrentHashMap<>();
  final List<WorkerEvent> events = new CopyOnWriteArrayList<>();
  final List<String> described = new CopyOnWriteArrayList<>();
  private @Nullable HubKeys keys;
  Gateway gateway = gateway(FOR_EVER, FOR_EVER);
  long runs;

  /** Of the clock of this machine, which somebody may set. */
  volatile Duration clockIsAhead = Duration.ZERO;

  /** What a test need not wait for. */
  volatile Duration timeIsAhead = Duration.ZERO;

  Gateway gateway(Duration lease, Duration grace) {
    return gateway(lease, grace, lease.dividedBy(3));
  }

  Gateway gateway(Duration lease, Duration grace, Duration heartbeat) {
    return new Gateway(
        new Gateway.Setup(
            GatewayOptions.DEFAULT
                .at("tcp://127.0.0.1:0")
                .paced(heartbeat, lease, grace)
                .with(keys),
            "test",
            EPOCH,
            () -> InstantSource.system().instant().plus(clockIsAhead),
            () -> System.nanoTime() + timeIsAhead.toNanos(),
            storage.runs(),
            Thread::new,
            Thread::new));
  }

  @BeforeEach
  void openGateway() {
    gateway.open(new Engine());
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
    gateway.close();
    storage.close();
  }

  final class Engine implements GatewayListener {
    @Override
    public @Nullable String hosts(
        String worker, List<String> handlers, @Nullable String description) {
      described.add(worker + " " + handlers);
      return handlers.contains("forbidden") ? "forbidden is not for you" : null;
    }

    @Override
    public void came(Target worker) {
      dispatcher.add(worker);
      targets.put(worker.name(), worker);
    }

    @Override
    public void left(Target worker) {
      dispatcher.remove(worker);
    }

    @Override
    public void begun() {
      begun.incrementAndGet();
      roomGrew();
    }

    @Override
    public void happened(WorkerEvent event) {
      events.add(event);
    }

    @Override
    public void looked(long nanos) {}

    @Override
    public void roomGrew() {
      roomGrew.incrementAndGet();
    }
  }

  ScriptedWorker worker(String name) {
    return worker(name, UUID.randomUUID());
  }

  ScriptedWorker worker(String name, UUID instance) {
    return worker(name, instance, null);
  }

  ScriptedWorker worker(String name, UUID instance, @Nullable LineKeys own) {
    ScriptedWorker worker = new ScriptedWorker(gateway.address(), name, instance, own);
    open.add(worker);
    return worker;
  }

  Assignment assignment(@Nullable Duration timeout) {
    Instant fire = Instant.parse("2026-03-02T12:00:00Z");
    runs++;
    return new Assignment(
        new RunId(runs),
        "mail",
        "{\"to\":\"ada\"}",
        3,
        FENCE + runs,
        fire,
        timeout,
        7,
        "nightly",
        "k-1");
  }

  /** The target that would execute a run of this handler. */
  @Nullable Target pick(String handler) {
    dispatcher.look();
    Instant now = Instant.EPOCH;
    return dispatcher.pick(Run.open(new RunId(0), RunSpec.of(handler, "{}"), now, now, null));
  }

  Assignment given(ScriptedWorker to) {
    Assignment attempt = assignment(null);
    Target target = pick("mail");
    assertThat(target).isNotNull();
    target.start(attempt, reports, AT_ONCE);
    assertThat(to.hears(FromServer.Run.class).run()).isEqualTo(attempt.run().toString());
    return attempt;
  }

  Assignment earlier() {
    runs++;
    long fence = ((EPOCH - 1) << 32) + runs;
    return new Assignment(
        new RunId(runs),
        "mail",
        "{}",
        1,
        fence,
        Instant.parse("2026-03-02T12:00:00Z"),
        null,
        5,
        null,
        null);
  }

  /** Opened again, with another pace. */
  void begin(Duration lease, Duration grace, Duration heartbeat) {
    gateway.close();
    gateway = gateway(lease, grace, heartbeat);
    gateway.open(new Engine());
  }

  /** Opened again, before anybody can connect. */
  void begin(Duration lease, Duration grace, Assignment... adopted) {
    gateway.close();
    gateway = gateway(lease, grace);
    for (Assignment attempt : adopted) {
      assertThat(gateway.adopt(attempt, "w1", reports)).isNotNull();
    }
    gateway.open(new Engine());
  }

  /** Opened again, for those who have keys. */
  void beginWith(HubKeys newKeys, Duration lease) {
    keys = newKeys;
    begin(lease, FOR_EVER);
  }

  @Nullable State state(String worker) {
    return gateway.worker(worker).map(WorkerStatus::state).orElse(null);
  }
}
