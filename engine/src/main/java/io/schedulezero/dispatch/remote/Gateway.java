package io.schedulezero.dispatch.remote;

import io.schedulezero.dispatch.Adoption;
import io.schedulezero.dispatch.Assignment;
import io.schedulezero.dispatch.AttemptReports;
import io.schedulezero.dispatch.Target;
import io.schedulezero.dispatch.remote.WorkerStatus.State;
import io.schedulezero.run.RunStore;
import io.schedulezero.transport.Hub;
import io.schedulezero.transport.HubOptions;
import io.schedulezero.wire.Codec;
import io.schedulezero.wire.ErrorCode;
import io.schedulezero.wire.FromServer;
import io.schedulezero.wire.FromServer.Bye;
import io.schedulezero.wire.FromServer.Cancel;
import io.schedulezero.wire.FromServer.Drain;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where workers connect. Made before the flow, so that it can take up what the workers of an
 * earlier process still hold; opened after it, so that there is somebody to tell.
 */
public final class Gateway implements Adoption, AutoCloseable {
  private static final long BACK_SOON_MILLIS = 1_000;
  private static final int FRAME_HEADROOM = 64 * 1024;

  private final Setup setup;
  private final Desk desk = new Desk(this);
  private final ExecutorService storeReader;
  private volatile @Nullable Inside inside;

  /** What there is once it is open. All but the hub itself belongs to the hub's thread. */
  private record Inside(Hub hub, Hall hall, Conversation conversation, Sending sending) {}

  /**
   * What the gateway stands on.
   *
   * @param name of the server, which its workers are told
   * @param epoch grows with each start of the server
   * @param hubThreads makes the threads that own sockets
   * @param storeThreads makes the thread that looks up what became of a run
   */
  public record Setup(
      GatewayOptions options,
      String name,
      long epoch,
      InstantSource clock,
      LongSupplier nanoTime,
      RunStore runs,
      ThreadFactory hubThreads,
      ThreadFactory storeThreads) {}

  public Gateway(Setup setup) {
    this.setup = setup;
    this.storeReader = Executors.newSingleThreadExecutor(setup.storeThreads());
  }

  /** Before {@link #open}. */
  @Override
  public @Nullable Target adopt(Assignment attempt, String target, AttemptReports reports) {
    if (target.equals(Target.LOCAL)) {
      return null;
    }
    RemoteWorker worker = desk.worker(target);
    Lease lease = new Lease(attempt, reports);
    lease.adopted = true;
    worker.add(lease);
    return worker;
  }

  /** Listens from here on. Throws if the address cannot be used. */
  public void open(GatewayListener listener) {
    GatewayOptions options = setup.options();
    long begun = setup.nanoTime().getAsLong();
    for (RemoteWorker worker : desk.workers()) {
      worker.leases().forEach(lease -> lease.deadline = begun + options.grace().toNanos());
    }
    HubOptions hubOptions =
        new HubOptions(
            options.address(),
            options.maxPayload() + FRAME_HEADROOM,
            setup.hubThreads(),
            setup.nanoTime(),
            options.keys(),
            options.plainRemote());
    Hub.bind(hubOptions, hub -> entrance(hub, listener, begun));
  }

  private Hub.Owner entrance(Hub hub, GatewayListener listener, long nanos) {
    Codec codec = new Codec(setup.options().maxPayload());
    Voice voice = new Voice(hub, codec);
    Results results = new Results(voice, hub, storeReader, setup.runs());
    Hall.Server server =
        new Hall.Server(
            setup.options(),
            setup.name(),
            setup.epoch(),
            setup.clock(),
            setup.nanoTime(),
            listener);
    Hall hall = new Hall(server, desk, voice, results, nanos);
    Conversation conversation = new Conversation(hall);
    Sending sending = new Sending(hall);
    inside = new Inside(hub, hall, conversation, sending);
    Sweep sweep = new Sweep(hall, conversation, sending);
    return new Entrance(hall, codec, conversation, sweep, new PlainReminder(hub, nanos));
  }

  GatewayOptions options() {
    return setup.options();
  }

  /** Where it listens, with the real port. */
  public String address() {
    return Objects.requireNonNull(inside, "not opened").hub().address();
  }

  /** {@code ok}, or what is wrong. */
  public String health() {
    Inside opened = inside;
    return opened == null ? "not opened" : opened.hub().health();
  }

  /** What is lost until another process begins: workers are not heard any more; null if nothing. */
  public @Nullable String lost() {
    Inside opened = inside;
    return opened == null ? null : opened.hub().lost();
  }

  /** The longest that workers waited for one another lately. */
  public Duration longestTurn() {
    Inside opened = inside;
    return opened == null ? Duration.ZERO : opened.hub().longestTurn();
  }

  /** By name. */
  public List<WorkerStatus> workers() {
    return desk.workers().stream()
        .map(RemoteWorker::status)
        .sorted(Comparator.comparing(WorkerStatus::name))
        .toList();
  }

  /** How many workers are in this state. */
  public long count(State state) {
    return desk.workers().stream().filter(worker -> worker.state() == state).count();
  }

  /** How many workers have a session and this health. */
  public long count(WorkerHealth health) {
    return desk.workers().stream()
        .filter(worker -> worker.session() != null && worker.health.health() == health)
        .count();
  }

  /** How many attempts workers that are ready can execute at the same time. */
  public int slots() {
    return desk.workers().stream()
        .filter(worker -> worker.state() == State.READY)
        .mapToInt(RemoteWorker::slots)
        .sum();
  }

  /** How many attempts workers hold. */
  public int active() {
    return desk.workers().stream().mapToInt(RemoteWorker::active).sum();
  }

  /**
   * Handlers of workers.
   *
   * @param lately what workers host that are remembered
   * @param well what workers host that are given attempts
   */
  public record Hosted(Set<String> lately, Set<String> well) {}

  public Hosted hosted() {
    Set<String> lately = new HashSet<>();
    Set<String> well = new HashSet<>();
    for (RemoteWorker worker : desk.workers()) {
      Set<String> handlers = worker.hosted();
      lately.addAll(handlers);
      if (worker.isWell()) {
        well.addAll(handlers);
      }
    }
    return new Hosted(lately, well);
  }

  /** What the worker does or says of itself; not a number if that is not known. */
  public double measure(String name, WorkerMeasure what) {
    RemoteWorker worker = desk.find(name);
    return worker == null ? Double.NaN : worker.measure(what, setup.clock().instant());
  }

  public Optional<WorkerStatus> worker(String name) {
    return Optional.ofNullable(desk.find(name)).map(RemoteWorker::status);
  }

  /**
   * Gives a worker nothing new.
   *
   * @param within how long it may take to end what it has, after which it cancels that, and then
   *     leaves; if null, it stays, and goes on after {@link #resume}
   * @return whether there is such a worker
   */
  public boolean drain(String name, @Nullable Duration within, String reason) {
    RemoteWorker worker = desk.find(name);
    if (worker == null) {
      return false;
    }
    worker.cordon(true);
    if (within != null) {
      worker.leave();
      onHub(at -> sayIfThere(at.hall(), worker, new Drain(within.toMillis(), reason)));
    }
    return true;
  }

  /** Returns whether there is such a worker, and it was not told to leave. */
  public boolean resume(String name) {
    RemoteWorker worker = desk.find(name);
    if (worker == null || worker.isLeaving()) {
      return false;
    }
    worker.cordon(false);
    onHub(at -> at.hall().listener().roomGrew());
    return true;
  }

  /** Ends the session of a worker, which may begin another. Returns whether there was one. */
  public boolean evict(String name) {
    RemoteWorker worker = desk.find(name);
    Session session = worker == null ? null : worker.session();
    if (session == null) {
      return false;
    }
    onHub(at -> at.conversation().evict(session, ErrorCode.NO_SESSION, "people said so"));
    return true;
  }

  /** Sends an attempt whose start is committed. Any thread. */
  void send(RemoteWorker worker, @Nullable Session chosen, Lease lease) {
    onHub(at -> at.sending().send(worker, chosen, lease));
  }

  /** Any thread. */
  void tellOfCancel(RemoteWorker worker, Lease lease) {
    onHub(
        at -> {
          String reason = lease.cancelled();
          if (lease.deadline != Lease.NEVER && reason != null) {
            sayIfThere(
                at.hall(),
                worker,
                new Cancel(
                    lease.attempt.run().toString(),
                    lease.attempt.fence(),
                    Cancel.Mode.HARD,
                    0,
                    reason));
          }
        });
  }

  private static void sayIfThere(Hall at, RemoteWorker worker, FromServer message) {
    Session session = worker.session();
    if (session != null) {
      at.voice().say(session, message);
    }
  }

  private void onHub(Consumer<Inside> step) {
    Inside opened = inside;
    if (opened != null) {
      opened.hub().execute(() -> step.accept(opened));
    }
  }

  /** Says good-bye to all workers. They keep what they have for the next server. */
  @Override
  public void close() {
    onHub(
        at ->
            List.copyOf(desk.sessions())
                .forEach(
                    session ->
                        at.hall()
                            .voice()
                            .say(session, new Bye(ErrorCode.SHUTTING_DOWN, BACK_SOON_MILLIS))));
    Inside opened = inside;
    if (opened != null) {
      opened.hub().close();
    }
    storeReader.shutdownNow();
  }
}
