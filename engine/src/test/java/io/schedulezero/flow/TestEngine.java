package io.schedulezero.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.schedulezero.dispatch.Adoption;
import io.schedulezero.dispatch.Dispatcher;
import io.schedulezero.dispatch.local.LocalTarget;
import io.schedulezero.execution.ExecutionLimits;
import io.schedulezero.flow.ScheduleChanges.Prepared;
import io.schedulezero.govern.ConcurrencyGovernor;
import io.schedulezero.handler.Delivery;
import io.schedulezero.handler.HandlerCatalog;
import io.schedulezero.journal.Journal;
import io.schedulezero.journal.Receipt;
import io.schedulezero.notify.Notifier;
import io.schedulezero.run.RetryPolicy;
import io.schedulezero.run.Run;
import io.schedulezero.run.RunFilter;
import io.schedulezero.run.RunId;
import io.schedulezero.run.RunSpec;
import io.schedulezero.run.RunState;
import io.schedulezero.run.ScheduleId;
import io.schedulezero.schedule.PastFire;
import io.schedulezero.schedule.Policies;
import io.schedulezero.schedule.Schedule;
import io.schedulezero.schedule.Trigger;
import io.schedulezero.store.Storage;
import io.schedulezero.store.StorageOptions;
import io.schedulezero.trigger.ManualTimer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A flow on a memory store, real handlers, and a clock that is moved by hand. */
final class TestEngine implements AutoCloseable {
  static final Instant START = Instant.parse("2026-03-02T12:00:00Z");

  final ManualTimer clock = new ManualTimer(START);
  final Storage storage;
  final Flow flow;
  final Notifier notifier = new Notifier();
  final Dispatcher dispatcher;
  private final LocalTarget local;

  TestEngine(Object... handlers) {
    this(memory(), handlers);
  }

  private static Storage memory() {
    return Storage.memory(StorageOptions.with(Thread::new));
  }

  TestEngine(Storage storage, Object... handlers) {
    this(storage, storage.journal(), handlers);
  }

  TestEngine(Storage storage, Journal journal, Object... handlers) {
    this(storage, journal, Adoption.NONE, handlers);
  }

  TestEngine(Storage storage, Journal journal, Adoption adoption, Object... handlers) {
    this.storage = storage;
    HandlerCatalog catalog = HandlerCatalog.of(handlers);
    ExecutionLimits limits = new ExecutionLimits(4, 1_000, 100, Duration.ofMillis(200));
    this.local = new LocalTarget(catalog, limits, clock, Thread::new);
    this.dispatcher = new Dispatcher(List.of(local), adoption, false);
    this.flow =
        new Flow(
            new Flow.Ports(journal, storage.runs(), storage.schedules(), clock, clock, Thread::new),
            new Flow.Stages(new ConcurrencyGovernor(100, Map.of()), dispatcher, notifier),
            new Flow.Settings(10_000, 0, Duration.ofSeconds(5), name -> rules(catalog, name)),
            new NoProgress());
    flow.start();
  }

  private static HandlerRules rules(HandlerCatalog catalog, String handler) {
    return catalog
        .find(handler)
        .map(
            found ->
                new HandlerRules(
                    true, null, RetryPolicy.NONE, found.delivery() == Delivery.AT_MOST_ONCE))
        .orElse(HandlerRules.UNKNOWN);
  }

  /** Nobody asks for it here. */
  private static final class NoProgress implements RunProgressListener {
    @Override
    public void progressed(RunId run, double fraction, String message) {}

    @Override
    public void forget(RunId run) {}
  }

  Run submit(RunSpec spec, Duration delay) {
    Instant now = clock.instant();
    Run run = Run.open(flow.newRunId(), spec, now, now.plus(delay), null);
    assertThat(done(flow.submit(List.of(run), List.of())).taken()).isEmpty();
    return run;
  }

  /** As {@link #submit}, without waiting for the commit. */
  void add(RunSpec spec) {
    Instant now = clock.instant();
    CompletableFuture<Receipt> unused =
        flow.submit(List.of(Run.open(flow.newRunId(), spec, now, now, null)), List.of());
  }

  Run submit(String handler) {
    return submit(RunSpec.of(handler, "{}"), Duration.ZERO);
  }

  ScheduleId schedule(String id, String handler, Trigger trigger, Policies policies) {
    Instant now = clock.instant();
    Schedule schedule =
        new Schedule(
            new ScheduleId(id), RunSpec.of(handler, "{}"), trigger, policies, null, now, now, 1);
    done(flow.changes().create(List.of(Prepared.of(schedule))));
    return schedule.id();
  }

  /** Moves the clock; what becomes due happens. */
  void advance(Duration by) {
    clock.advanceTo(clock.instant().plus(by));
    settle();
  }

  /** Waits until everything that was handed to the flow and the journal so far is done. */
  void settle() {
    for (int i = 0; i < 3; i++) {
      done(flow.load());
      done(storage.journal().write(List.of()));
    }
    done(flow.load());
  }

  Run awaitState(RunId id, RunState state) {
    await()
        .atMost(10, TimeUnit.SECONDS)
        .untilAsserted(() -> assertThat(find(id).state()).isEqualTo(state));
    return find(id);
  }

  Run find(RunId id) {
    return storage.runs().find(id).orElseThrow();
  }

  List<Run> runsOf(ScheduleId id) {
    RunFilter filter = new RunFilter(Set.of(), null, id, null, null, null, null, null);
    return storage.runs().list(filter, null, 1_000).items();
  }

  List<PastFire> fires(ScheduleId id) {
    return storage.schedules().fires(id, null, 1_000).items();
  }

  void awaitAllFinished(ScheduleId id, int count) {
    await()
        .atMost(10, TimeUnit.SECONDS)
        .untilAsserted(
            () -> assertThat(runsOf(id)).hasSize(count).allMatch(run -> run.state().isTerminal()));
  }

  static <T> T done(CompletableFuture<T> promised) {
    return promised.orTimeout(10, TimeUnit.SECONDS).join();
  }

  static Instant plus(long seconds) {
    return START.plusSeconds(seconds);
  }

  void stop() {
    flow.stop(Duration.ofSeconds(5), Duration.ofSeconds(1));
  }

  @Override
  public void close() {
    stop();
    local.close();
    storage.close();
  }
}
