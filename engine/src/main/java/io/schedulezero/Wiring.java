package io.schedulezero;

import io.micrometer.core.instrument.MeterRegistry;
import io.schedulezero.dispatch.Adoption;
import io.schedulezero.dispatch.Dispatcher;
import io.schedulezero.dispatch.local.LocalTarget;
import io.schedulezero.dispatch.remote.Gateway;
import io.schedulezero.dispatch.remote.GatewayOptions;
import io.schedulezero.flow.Flow;
import io.schedulezero.govern.ConcurrencyGovernor;
import io.schedulezero.handler.HandlerCatalog;
import io.schedulezero.journal.JournalUnavailable;
import io.schedulezero.notify.EngineMetrics;
import io.schedulezero.notify.LagWindow;
import io.schedulezero.notify.Notifier;
import io.schedulezero.notify.Waiters;
import io.schedulezero.store.Storage;
import io.schedulezero.store.StorageOptions;
import io.schedulezero.trigger.QuartzTimer;
import io.schedulezero.trigger.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The parts of a scheduler, put together in the order in which they depend on each other. */
final class Wiring implements AutoCloseable {
  private final Builder settings;
  private final References references;
  private final Storage storage;
  private final KnownHandlers handlers;
  private final LocalTarget local;
  private final @Nullable Gateway gateway;
  private final Dispatcher dispatcher;
  private final Broadcasts broadcasts;
  private final Notifier notifier;
  private final HandlerAlarm alarm;
  private final Flow flow;
  private final Waiters waiters = new Waiters();
  private final Housekeeping housekeeping;
  private final EngineRuns runs;
  private final EngineSchedules schedules;
  private final EngineStats stats;
  private final Workers workers;
  private final AtomicBoolean closed = new AtomicBoolean();

  private Wiring(Builder settings, References references, Storage storage, Timer timer) {
    this.settings = settings;
    this.references = references;
    this.storage = storage;
    this.handlers = knownHandlers(references.handlers(), storage);
    this.local =
        new LocalTarget(
            references.handlers(), settings.limits, settings.clock, Threads.many("sz-run"));
    this.gateway = settings.workers == null ? null : gateway(settings.workers);
    this.workers = gateway == null ? new NoWorkers() : new GatewayWorkers(gateway);
    this.dispatcher =
        new Dispatcher(
            List.of(local), gateway == null ? Adoption.NONE : gateway, settings.prefersLocal);
    this.broadcasts =
        new Broadcasts(settings.limits.maxResultBytes(), Threads.one("sz-broadcast", true));
    dispatcher.broadcastBy(broadcasts);
    LagWindow lag = new LagWindow();
    this.notifier = notifier(lag);
    this.alarm = new HandlerAlarm(patience(settings), notifier);
    EngineRuns.LatestProgress progress = new EngineRuns.LatestProgress(settings.clock);
    this.flow = flow(timer, notifier, progress);
    Engine engine = new Engine(flow, storage.runs(), storage.schedules(), waiters, settings.clock);
    Submissions submissions = new Submissions(handlers);
    this.runs = new EngineRuns(engine, submissions, progress);
    this.schedules = new EngineSchedules(engine, submissions);
    this.stats = new EngineStats(engine, lag);
    this.housekeeping =
        new Housekeeping(
            storage.journal(),
            settings.retentionThatFits(),
            settings.clock,
            settings.file == null ? Housekeeping.Pace.OF_MEMORY : Housekeeping.Pace.OF_DISK,
            Threads.many("sz-housekeeping"));
  }

  /** The first process on a store finds nothing that an earlier one was told. */
  private static KnownHandlers knownHandlers(HandlerCatalog local, Storage storage) {
    KnownHandlers handlers = new KnownHandlers(local, storage.journal());
    if (storage.journal().epoch() > 1) {
      handlers.recall(storage.handlers());
    }
    return handlers;
  }

  /**
   * Opens the store, takes up what it holds, and begins. While the store is opened on one thread,
   * the handlers are read on another. If anything fails, what was opened is closed again.
   */
  static Wiring start(Builder settings) {
    CompletableFuture<Storage> opening =
        CompletableFuture.supplyAsync(() -> open(settings), Wiring::besides);
    References references;
    try {
      references = new References(HandlerCatalog.of(settings.handlers));
    } catch (RuntimeException | Error invalid) {
      opening.thenAccept(Storage::close).exceptionally(alsoFailed -> null).join();
      throw invalid;
    }
    return start(settings, references, opened(opening));
  }

  /** Not to be interrupted: nobody else would close what is opened. */
  private static Storage opened(CompletableFuture<Storage> opening) {
    try {
      return opening.join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof Error error) {
        throw error;
      }
      throw Settled.refusal(failed);
    }
  }

  private static Wiring start(Builder settings, References references, Storage storage) {
    Timer timer = null;
    Wiring wiring = null;
    try {
      timer = new QuartzTimer(settings.clock);
      wiring = new Wiring(settings, references, storage, timer);
      wiring.flow.start();
      wiring.beginBroadcasts();
      wiring.openGateway();
      wiring.housekeeping.start();
      besides(storage::warmUp);
      return wiring;
    } catch (RuntimeException | Error failed) {
      if (wiring != null) {
        wiring.housekeeping.close();
        wiring.broadcasts.close();
        wiring.closeGateway();
        wiring.flow.abandon();
        wiring.local.close();
      } else if (timer != null) {
        timer.close();
      }
      storage.close();
      throw failed;
    }
  }

  private static void besides(Runnable task) {
    Threads.one("sz-open", true).newThread(task).start();
  }

  private static Storage open(Builder settings) {
    StorageOptions options = StorageOptions.with(Threads.one("sz-journal", true));
    MeterRegistry registry = settings.metrics;
    if (registry != null) {
      options = options.watchedBy(new JournalMeters(registry));
    }
    return settings.file == null ? Storage.memory(options) : Storage.sqlite(settings.file, options);
  }

  /** A worker that comes back within a lease has lost nothing, and is not missed. */
  private static Duration patience(Builder settings) {
    return (settings.workers == null ? GatewayOptions.DEFAULT : settings.workers).lease();
  }

  private Notifier notifier(LagWindow lag) {
    Notifier notifier = new Notifier();
    notifier.add(waiters);
    notifier.add(lag);
    settings.listeners.forEach(notifier::add);
    MeterRegistry registry = settings.metrics;
    if (registry != null) {
      notifier.add(new EngineMetrics(registry));
    }
    return notifier;
  }

  private Flow flow(Timer timer, Notifier notifier, EngineRuns.LatestProgress progress) {
    return new Flow(
        new Flow.Ports(
            storage.journal(),
            storage.runs(),
            storage.schedules(),
            timer,
            settings.clock,
            Threads.one("sz-flow", false)),
        new Flow.Stages(
            new ConcurrencyGovernor(settings.maxConcurrent, settings.maxConcurrentByHandler),
            dispatcher,
            notifier),
        new Flow.Settings(settings.queuePlaces, 0, settings.misfireAfter, handlers::rules),
        progress);
  }

  private Gateway gateway(GatewayOptions options) {
    return new Gateway(
        new Gateway.Setup(
            options,
            "schedulezero",
            storage.journal().epoch(),
            settings.clock,
            System::nanoTime,
            storage.runs(),
            Threads.many("sz-workers"),
            Threads.one("sz-workers-store", true)));
  }

  private void openGateway() {
    if (gateway != null) {
      MeterRegistry registry = settings.metrics;
      gateway.open(
          new Comings(
              new Comings.Parts(gateway, handlers, dispatcher, flow, notifier),
              alarm,
              registry == null ? null : new WorkerMeters(registry, gateway, alarm)));
    }
  }

  private void beginBroadcasts() {
    broadcasts.begin(new Broadcasts.Parts(dispatcher, flow, storage.runs(), runs, settings.clock));
  }

  private void closeGateway() {
    if (gateway != null) {
      gateway.close();
    }
  }

  References references() {
    return references;
  }

  KnownHandlers handlers() {
    return handlers;
  }

  EngineRuns runs() {
    return runs;
  }

  EngineSchedules schedules() {
    return schedules;
  }

  Workers workers() {
    return workers;
  }

  Optional<String> workersAddress() {
    return Optional.ofNullable(gateway).map(Gateway::address);
  }

  EngineStats stats() {
    return stats;
  }

  Health health() {
    String flowHealth = closed.get() ? "closed" : flow.health();
    String workersHealth = gateway == null ? Health.OFF : gateway.health();
    return new Health(
        flow.storeHealth(),
        Health.OK,
        flowHealth,
        workersHealth,
        Health.ofHandlers(alarm.raised()));
  }

  Optional<String> lost() {
    return Optional.ofNullable(gateway).map(Gateway::lost);
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    housekeeping.close();
    flow.stop(settings.stopGrace, settings.limits.interruptGrace().plus(Duration.ofSeconds(1)));
    broadcasts.close();
    waiters.close(
        new JournalUnavailable(
            "The scheduler was closed; the run goes on at its next start",
            new IllegalStateException("closed")));
    closeGateway();
    local.close();
    storage.close();
    flow.closed(
        new IllegalStateException(
            "The scheduler was closed before the store answered; look whether it was changed"));
  }
}
