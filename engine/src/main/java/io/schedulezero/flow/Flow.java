package io.schedulezero.flow;

import io.schedulezero.dispatch.Dispatcher;
import io.schedulezero.govern.Governor;
import io.schedulezero.journal.Change;
import io.schedulezero.journal.Journal;
import io.schedulezero.journal.Receipt;
import io.schedulezero.notify.Notifier;
import io.schedulezero.queue.Room;
import io.schedulezero.queue.RunQueue;
import io.schedulezero.run.Run;
import io.schedulezero.run.RunId;
import io.schedulezero.run.RunStore;
import io.schedulezero.run.ScheduleId;
import io.schedulezero.schedule.Progress;
import io.schedulezero.schedule.Schedule;
import io.schedulezero.schedule.ScheduleStore;
import io.schedulezero.trigger.FireTimes;
import io.schedulezero.trigger.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The flow as a whole: its parts put together, started, asked and stopped. What the front door sees
 * of it.
 */
public final class Flow {
  private final FlowParts parts;
  private final Ports ports;
  private final FlowLoop loop;
  private final Intake intake;
  private final Backlog backlog;
  private final ScheduleBook book = new ScheduleBook();
  private final Losses losses;
  private final RunFlow runs;
  private final ScheduleFlow schedules;
  private final Interventions interventions;
  private final ScheduleChanges changes;
  private final Gates gates;
  private final RunIds ids;
  private final AtomicBoolean stopped = new AtomicBoolean();

  /** What the flow stands on. */
  public record Ports(
      Journal journal,
      RunStore runs,
      ScheduleStore schedules,
      Timer timer,
      InstantSource clock,
      ThreadFactory threads) {}

  /** The stages that bring behaviour of their own. */
  public record Stages(Governor governor, Dispatcher dispatcher, Notifier notifier) {}

  /**
   * How the flow behaves.
   *
   * @param queuePlaces see {@link Room}
   * @param node number of this process, 0 to 1023
   * @param tolerance a fire that is no later than this is on time
   * @param rules what each handler says of itself
   */
  public record Settings(
      int queuePlaces, int node, Duration tolerance, Function<String, HandlerRules> rules) {}

  /** A schedule as it stands in memory. */
  public record Known(Schedule schedule, Progress progress, FireTimes times, boolean spent) {}

  public Flow(Ports ports, Stages stages, Settings settings, RunProgressListener progress) {
    this.ports = ports;
    this.loop = new FlowLoop(this::turn, ports.clock(), ports.threads());
    Room room = new Room(settings.queuePlaces());
    RunQueue queue = new RunQueue(room);
    FlowParts.Stages all =
        new FlowParts.Stages(
            room, queue, stages.governor(), stages.dispatcher(), stages.notifier());
    this.parts = FlowParts.of(all, ports.journal(), loop, ports.clock(), settings.rules());
    this.backlog =
        new Backlog(
            parts.ledger(), room, loop, ports.clock(), run -> queue.offer(run, book.of(run)));
    this.intake = new Intake(parts, backlog, book);
    this.losses = new Losses(ports.runs(), loop);
    this.runs = new RunFlow(parts, intake, losses, observer(progress));
    this.interventions = new Interventions(parts, runs, intake);
    this.gates = new Gates(parts, run -> backlog.isBehind(run.spec().lane(), parts.now()));
    this.ids = new RunIds(ports.clock(), settings.node(), ports.journal().newestRun());
    ScheduleFlow.Timing timing = new ScheduleFlow.Timing(ports.timer(), ids, settings.tolerance());
    this.schedules = new ScheduleFlow(parts, intake, book, timing, this::cancelForOverlap);
    this.changes = new ScheduleChanges(parts, book, schedules, ports.timer());
  }

  private RunObserver observer(RunProgressListener progress) {
    return new RunObserver() {
      @Override
      public void finished(Run run) {
        progress.forget(run.id());
        schedules.finished(run);
      }

      @Override
      public void beginsAnew(Run run) {
        schedules.beginsAnew(run);
      }

      @Override
      public void progressed(RunId run, double fraction, String message) {
        progress.progressed(run, fraction, message);
      }
    };
  }

  private void cancelForOverlap(RunId run, ScheduleId by) {
    interventions.cancel(run, "schedule " + by + " fired again").exceptionally(tooLate -> null);
  }

  /** Takes up what earlier processes left in the store, then begins. */
  public void start() {
    List<ScheduleEntry> entries = List.of();
    if (ports.journal().epoch() > 1) {
      Recovery recovery = new Recovery(parts, ports.runs(), ports.schedules(), book, losses);
      entries = recovery.schedules();
      recovery.runs(runs, backlog);
    }
    loop.start();
    ports.timer().start(schedules);
    schedules.armAll(entries);
  }

  /** There may be more room at a target than there was. Any thread. */
  public void roomGrew() {
    loop.execute(() -> {});
  }

  /** The store is closed: nobody waits for it any longer. */
  public void closed(RuntimeException why) {
    interventions.closed(why);
  }

  /** Ends what a start that failed has begun; what waits stays in the store. */
  public void abandon() {
    stopped.set(true);
    ports.timer().close();
    loop.execute(runs::stop);
    loop.close();
  }

  private @Nullable Instant turn() {
    Instant now = parts.now();
    Instant queued;
    try {
      queued = runs.pump(now);
    } finally {
      parts.ledger().flush();
    }
    Instant waiting = runs.isStopping() ? null : backlog.refill(now);
    Instant unwritten = parts.ledger().tick();
    return earlier(queued, earlier(waiting, unwritten));
  }

  private static @Nullable Instant earlier(@Nullable Instant a, @Nullable Instant b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return a.isBefore(b) ? a : b;
  }

  public RunId newRunId() {
    return ids.next();
  }

  /**
   * New runs, committed together with what belongs to them. Positions in the receipt are those of
   * the runs.
   */
  public CompletableFuture<Receipt> submit(List<Run> wanted, List<Change> together) {
    return runs.submit(wanted, together);
  }

  public Interventions interventions() {
    return interventions;
  }

  public ScheduleChanges changes() {
    return changes;
  }

  public Optional<Known> schedule(ScheduleId id) {
    return Optional.ofNullable(book.find(id)).map(Flow::known);
  }

  /** In the order of ids, after {@code id}; all if null. */
  public Stream<Known> schedulesAfter(@Nullable ScheduleId id) {
    return book.after(id).stream().map(Flow::known);
  }

  public int scheduleCount() {
    return book.size();
  }

  static Known known(ScheduleEntry entry) {
    return new Known(entry.schedule, entry.progress, entry.times, entry.isSpent());
  }

  /**
   * Why a run is where it is.
   *
   * @param run as the store has it
   */
  public CompletableFuture<Explanation> explain(Run run) {
    return CompletableFuture.supplyAsync(() -> gates.explain(run, runs.isStopping()), loop);
  }

  /** Due runs in memory, and attempts under way, by handler. */
  public CompletableFuture<Load> load() {
    CompletableFuture<Load> load = new CompletableFuture<>();
    loop.execute(
        () -> {
          Map<String, Integer> running = new HashMap<>();
          parts
              .active()
              .values()
              .forEach(active -> running.merge(active.run().spec().handler(), 1, Integer::sum));
          load.complete(new Load(parts.stages().queue().waiting(), running));
        });
    return load;
  }

  /** How much there is at one moment. */
  public record Load(Map<String, Integer> waiting, Map<String, Integer> running) {}

  /** {@code ok}, or what is wrong with the store as the flow sees it. */
  public String storeHealth() {
    return parts.ledger().health();
  }

  /** {@code ok}, or what is wrong. */
  public String health() {
    return loop.health();
  }

  /**
   * Stops: nothing new starts, what runs gets time, what does not end goes back to the queue.
   * Called once more, it does nothing.
   *
   * @param grace for handlers to end by themselves
   * @param interruptGrace for handlers to end after they were interrupted
   */
  public void stop(Duration grace, Duration interruptGrace) {
    if (!stopped.compareAndSet(false, true)) {
      return;
    }
    ports.timer().close();
    new Shutdown(parts, runs, loop).stop(grace, interruptGrace);
    loop.close();
  }
}
