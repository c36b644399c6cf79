package io.schedulezero.dispatch.remote;

import io.schedulezero.dispatch.Assignment;
import io.schedulezero.dispatch.AttemptReports;
import io.schedulezero.dispatch.Target;
import io.schedulezero.dispatch.remote.WorkerStatus.State;
import io.schedulezero.run.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A worker, by its name: a target that may lose its session and get another, while its attempts go
 * on.
 */
final class RemoteWorker implements Target {
  /** A worker that promises more slots than it has gets no more than this beyond them. */
  private static final double BEYOND_SLOTS = 1.1;

  /** What a worker tells in its load: seconds since its process began. */
  private static final String UPTIME = "uptime";

  private static final double MILLIS_PER_SECOND = 1_000;
  private static final double LONGEST_UPTIME = 1e9;

  final String name;
  final Figures figures = new Figures();
  final Health health;
  private final Gateway gateway;
  private final Map<RunId, Lease> leases = new ConcurrentHashMap<>();
  private final AtomicInteger active = new AtomicInteger();
  private volatile @Nullable Session session;
  private volatile @Nullable Session last;

  /** People said that it gets nothing new. */
  private volatile boolean cordoned;

  /** It was told to end what it has and to leave. */
  private volatile boolean leaving;

  /** The attempt by which it shows that it has recovered. */
  private volatile @Nullable Lease probe;

  private volatile Instant upSince = Instant.EPOCH;

  /** On the hub's thread only: whether people were told that it is drained. */
  boolean toldDrained;

  /** On the hub's thread only: when its health was looked at. */
  long lookedAt;

  /** On the hub's thread only: whether the dispatcher knows of it. */
  private boolean announced;

  RemoteWorker(String name, Gateway gateway) {
    this.name = name;
    this.gateway = gateway;
    this.health = new Health(gateway.options().heartbeat());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean isRemote() {
    return true;
  }

  @Override
  public boolean hosts(String handler) {
    Session now = session;
    return now != null && now.hosted.containsKey(handler);
  }

  @Override
  public Map<String, String> labels() {
    Session now = session;
    return now == null ? Map.of() : now.labels;
  }

  @Override
  public @Nullable String version(String handler) {
    Session now = session;
    String version = now == null ? null : now.hosted.get(handler);
    return version == null || version.isEmpty() ? null : version;
  }

  @Override
  public @Nullable String away() {
    return switch (state()) {
      case READY ->
          health.health() == WorkerHealth.UNHEALTHY
              ? "is unhealthy: " + health.known().reason()
              : null;
      case DRAINING -> "is draining";
      case SILENT -> "has given no sign of life lately";
      case GONE -> "has no session";
    };
  }

  @Override
  public double load() {
    return active.get() / (double) Math.max(1, slots());
  }

  @Override
  public boolean isDegraded() {
    return health.health() == WorkerHealth.DEGRADED;
  }

  @Override
  public double meanMillis(String handler) {
    return figures.meanMillis(handler);
  }

  @Override
  public int slots() {
    Session now = session;
    return now == null ? 0 : now.slots;
  }

  @Override
  public int room() {
    Session now = session;
    if (now == null || cordoned || leaving || !now.takes()) {
      return 0;
    }
    int most = (int) Math.ceil(now.slots * BEYOND_SLOTS) - active.get();
    return admitted(Math.max(0, Math.min(now.quota.left(), most)));
  }

  /** How much of its room it is given. */
  private int admitted(int room) {
    return switch (health.health()) {
      case HEALTHY, DEGRADED -> room;
      case RECOVERING -> probe == null ? Math.min(room, 1) : 0;
      case UNHEALTHY -> 0;
    };
  }

  @Override
  public void start(Assignment attempt, AttemptReports reports, CompletionStage<?> mayBegin) {
    Lease lease = new Lease(attempt, reports);
    if (health.health() == WorkerHealth.RECOVERING) {
      probe = lease;
    }
    add(lease);
    Session chosen = session;
    if (chosen != null) {
      chosen.quota.take();
    }
    mayBegin.thenRun(() -> gateway.send(this, chosen, lease));
  }

  @Override
  public void cancel(RunId run, String reason) {
    Lease lease = leases.get(run);
    if (lease != null) {
      lease.cancel(reason);
      gateway.tellOfCancel(this, lease);
    }
  }

  void add(Lease lease) {
    Lease before = leases.put(lease.attempt.run(), lease);
    if (before == null) {
      active.incrementAndGet();
    }
  }

  /** Whether it was there. */
  boolean remove(Lease lease) {
    boolean removed = leases.remove(lease.attempt.run(), lease);
    if (removed) {
      active.decrementAndGet();
      if (probe == lease) {
        probe = null;
      }
    }
    return removed;
  }

  /** What it was given to show that it can; null if it waits for that, or need not. */
  @Nullable Lease probe() {
    return probe;
  }

  /** Whatever it was given to show that it can does not count any more. */
  void forgetProbe() {
    probe = null;
  }

  /** The lease of this attempt; null if the worker does not hold it, or may not any more. */
  @Nullable Lease lease(RunId run, long fence) {
    Lease lease = leases.get(run);
    return lease != null && lease.is(fence) && !lease.barred ? lease : null;
  }

  Iterable<Lease> leases() {
    return leases.values();
  }

  @Nullable Session session() {
    return session;
  }

  /** While it is here, or has attempts, its name is that of its key. */
  boolean isOfAnother(@Nullable String userId) {
    Session latest = last;
    return latest != null
        && (session != null || active.get() > 0)
        && !Objects.equals(latest.peer.userId(), userId);
  }

  /** A process that was told to end keeps its word in a new session; another one begins afresh. */
  void begin(Session next) {
    Session before = last;
    if (before == null || !before.instance.equals(next.instance)) {
      leaving = false;
      cordoned = false;
      upSince = next.connectedAt;
      health.begin();
      figures.forgive();
    }
    toldDrained = false;
    session = next;
    last = next;
  }

  /** The session that it has or had last; null if it has not come back yet. */
  @Nullable Session latest() {
    return last;
  }

  void end() {
    session = null;
  }

  void cordon(boolean value) {
    cordoned = value;
  }

  boolean isCordoned() {
    return cordoned;
  }

  void leave() {
    leaving = true;
  }

  boolean isLeaving() {
    return leaving;
  }

  /** Whether it is the first time. */
  boolean announce() {
    boolean first = !announced;
    announced = true;
    return first;
  }

  /** Nobody would miss it: it has no attempt and no session. */
  boolean isGone() {
    return session == null && active.get() == 0;
  }

  /** When it was heard last; long ago if it has not come back yet. */
  Instant lastSeen() {
    Session latest = last;
    return latest == null ? Instant.EPOCH : latest.lastSeen;
  }

  WorkerStatus status() {
    Session latest = last;
    return latest == null ? missed() : status(latest);
  }

  /** It has not come back since this server started. */
  private WorkerStatus missed() {
    return new WorkerStatus(
        name,
        "",
        "",
        "",
        state(),
        health.health(),
        health.known().reason(),
        Instant.EPOCH,
        Instant.EPOCH,
        Instant.EPOCH,
        0,
        active.get(),
        List.of(),
        Map.of(),
        Map.of(),
        Counts.NONE,
        figures.list(leases.values()));
  }

  private WorkerStatus status(Session latest) {
    Health.Known known = health.known();
    return new WorkerStatus(
        name,
        latest.instance.toString(),
        latest.client,
        latest.peer.address(),
        state(),
        known.health(),
        known.reason(),
        upSince,
        latest.connectedAt,
        latest.lastSeen,
        latest.slots,
        active.get(),
        latest.hosted.keySet().stream().sorted().toList(),
        latest.labels,
        latest.load,
        figures.lately(),
        figures.list(leases.values()));
  }

  /** What the worker says of its process. One that says nothing is up since it came first. */
  void loaded(Session from, Map<String, Double> load) {
    from.load = load;
    double seconds = Math.min(load.getOrDefault(UPTIME, 0.0), LONGEST_UPTIME);
    Instant told = from.lastSeen.minusMillis((long) (seconds * MILLIS_PER_SECOND));
    if (told.isBefore(upSince)) {
      upSince = told;
    }
  }

  /** What it hosts, or hosted last. */
  Set<String> hosted() {
    Session latest = last;
    return latest == null ? Set.of() : Set.copyOf(latest.hosted.keySet());
  }

  /** Whether it is given attempts, if it has room. */
  boolean isWell() {
    return state() == State.READY && health.health() != WorkerHealth.UNHEALTHY;
  }

  double measure(WorkerMeasure what, Instant now) {
    Session latest = last;
    return switch (what) {
      case ACTIVE -> active.get();
      case FAILURE_RATE -> figures.lately().failureRate();
      case UPTIME ->
          latest == null
              ? Double.NaN
              : Duration.between(upSince, now).toMillis() / MILLIS_PER_SECOND;
      case CPU -> load(latest, "cpu");
      case MEMORY -> load(latest, "heapUsed");
      case ROUND_TRIP -> load(latest, "rttMs") / MILLIS_PER_SECOND;
    };
  }

  private static double load(@Nullable Session latest, String figure) {
    return latest == null ? Double.NaN : latest.load.getOrDefault(figure, Double.NaN);
  }

  int active() {
    return active.get();
  }

  State state() {
    Session now = session;
    if (now == null) {
      return State.GONE;
    }
    if (now.silent) {
      return State.SILENT;
    }
    return cordoned || leaving || now.draining ? State.DRAINING : State.READY;
  }
}
