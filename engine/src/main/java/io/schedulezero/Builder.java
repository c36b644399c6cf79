package io.schedulezero;

import io.micrometer.core.instrument.MeterRegistry;
import io.schedulezero.dispatch.remote.GatewayOptions;
import io.schedulezero.execution.ExecutionLimits;
import io.schedulezero.journal.Journal.Retention;
import io.schedulezero.notify.EngineListener;
import io.schedulezero.transport.HubKeys;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts a scheduler together. Everything has a default but the handlers. */
public final class Builder {
  private static final int BYTES_PER_PLACE = 4_096;
  private static final int LEAST_PLACES = 2_000;
  private static final int MOST_PLACES = 200_000;

  /** A finished run takes about one kilobyte; of one handler, a sixteenth of the heap is kept. */
  private static final int BYTES_PER_RUN = 16_384;

  private static final Duration FOR_EVER = Duration.ofDays(36_600);
  private static final long LEAST_KEPT = 1_000;
  private static final long MOST_KEPT = 100_000;

  final List<Object> handlers = new ArrayList<>();
  final List<EngineListener> listeners = new ArrayList<>();
  @Nullable Path file = Path.of("schedulezero.db");
  InstantSource clock = InstantSource.system();
  @Nullable GatewayOptions workers;
  @Nullable MeterRegistry metrics;
  ExecutionLimits limits = ExecutionLimits.DEFAULT;
  int maxConcurrent = Integer.MAX_VALUE;
  Map<String, Integer> maxConcurrentByHandler = Map.of();
  boolean prefersLocal;
  Duration stopGrace = Duration.ofSeconds(30);
  Duration misfireAfter = Duration.ofSeconds(5);
  int queuePlaces = placesFor(Runtime.getRuntime().maxMemory());
  List<Retention> retention = List.of(new Retention(Set.of(), Duration.ofDays(30), 1_000_000));

  Builder() {}

  private static int placesFor(long heap) {
    return (int) Math.max(LEAST_PLACES, Math.min(MOST_PLACES, heap / BYTES_PER_PLACE));
  }

  /** Objects whose methods are annotated with {@link io.schedulezero.handler.Handler}. */
  public Builder handlers(Object... objects) {
    handlers.addAll(List.of(objects));
    return this;
  }

  /**
   * Keeps everything in this SQLite file; it is made if there is none. {@code schedulezero.db}
   * unless told.
   */
  public Builder sqlite(Path path) {
    file = path;
    return this;
  }

  /**
   * Keeps everything in memory: nothing survives the process. Of the finished runs of each handler
   * the newest are kept, as many as the heap has 16 KB for, 100,000 at most.
   */
  public Builder inMemory() {
    file = null;
    return this;
  }

  /** How many handlers run at the same time; 16 unless told. */
  public Builder slots(int value) {
    limits =
        new ExecutionLimits(
            value, limits.maxResultBytes(), limits.maxLogLines(), limits.interruptGrace());
    return this;
  }

  /** A result that is longer is not kept; 256 KiB unless told. */
  public Builder maxResultBytes(int value) {
    limits =
        new ExecutionLimits(limits.slots(), value, limits.maxLogLines(), limits.interruptGrace());
    return this;
  }

  /** How many log lines of one attempt are kept; 1,000 unless told. */
  public Builder maxLogLines(int value) {
    limits =
        new ExecutionLimits(
            limits.slots(), limits.maxResultBytes(), value, limits.interruptGrace());
    return this;
  }

  /**
   * How long an interrupted handler may take to end before its attempt is abandoned; 10 s unless
   * told.
   */
  public Builder interruptGrace(Duration value) {
    limits =
        new ExecutionLimits(limits.slots(), limits.maxResultBytes(), limits.maxLogLines(), value);
    return this;
  }

  /** At most so many runs at the same time in all, and for single handlers. */
  public Builder maxConcurrent(int inAll, Map<String, Integer> byHandler) {
    maxConcurrent = inAll;
    maxConcurrentByHandler = Map.copyOf(byHandler);
    return this;
  }

  /**
   * How long handlers may go on when the scheduler is closed, before they are interrupted; 30 s
   * unless told.
   */
  public Builder stopGrace(Duration value) {
    stopGrace = value;
    return this;
  }

  /** A fire that is later than this is late, and its misfire policy decides; 5 s unless told. */
  public Builder misfireAfter(Duration value) {
    misfireAfter = value;
    return this;
  }

  /**
   * How many waiting runs are held in memory, about a kilobyte each; further ones wait in the
   * store.
   */
  public Builder queueCapacity(int value) {
    queuePlaces = value;
    return this;
  }

  /**
   * How long finished runs are kept, the first rule that names a handler counts; 30 days unless
   * told.
   */
  public Builder retention(List<Retention> rules) {
    retention = List.copyOf(rules);
    return this;
  }

  /** The rules, and what the heap allows if everything is kept in memory. */
  List<Retention> retentionThatFits() {
    if (file != null) {
      return retention;
    }
    long fits =
        Math.max(LEAST_KEPT, Math.min(MOST_KEPT, Runtime.getRuntime().maxMemory() / BYTES_PER_RUN));
    Retention others = new Retention(Set.of(), FOR_EVER, fits);
    return Stream.concat(retention.stream(), Stream.of(others))
        .map(r -> new Retention(r.handlers(), r.maxAge(), Math.min(r.maxCount(), fits)))
        .toList();
  }

  /**
   * Listens for workers at this address, such as {@code tcp://127.0.0.1:5555}; port 0 takes any
   * that is free. There are no workers unless told.
   */
  public Builder workers(String address) {
    GatewayOptions others = workers == null ? GatewayOptions.DEFAULT : workers;
    return workers(others.at(address));
  }

  /**
   * The same, encrypted and only for workers that an allow list names, which makes it possible
   * beyond this machine.
   *
   * @param keys as by {@link HubKeys#read}
   */
  public Builder workers(String address, HubKeys keys) {
    GatewayOptions others = workers == null ? GatewayOptions.DEFAULT : workers;
    return workers(others.at(address).with(keys));
  }

  /** As {@link #workers(String)}, with everything else that can be chosen. */
  public Builder workers(GatewayOptions options) {
    workers = options;
    return this;
  }

  /**
   * Whether runs go to workers only while this process has no room for them or does not host their
   * handler. Unless told, it shares them with the workers.
   */
  public Builder preferLocal(boolean value) {
    prefersLocal = value;
    return this;
  }

  /** Where meters are registered; nowhere unless told. */
  public Builder metrics(MeterRegistry registry) {
    metrics = registry;
    return this;
  }

  /**
   * Told of runs and workers; can be called several times. It is called on threads of the engine,
   * which it must not hold up.
   */
  public Builder listener(EngineListener listener) {
    listeners.add(listener);
    return this;
  }

  /** What time it is; the system's clock unless told. */
  public Builder clock(InstantSource value) {
    clock = value;
    return this;
  }

  /**
   * Opens the store, takes up what it holds, and begins.
   *
   * @throws io.schedulezero.handler.InvalidHandler if a handler cannot be registered
   */
  public ScheduleZero start() {
    return new ScheduleZero(Wiring.start(this));
  }
}
