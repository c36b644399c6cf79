package io.schedulezero;

import io.schedulezero.handler.Calls.Call0;
import io.schedulezero.handler.Calls.Call1;
import io.schedulezero.handler.Calls.Call2;
import io.schedulezero.handler.Calls.Call3;
import io.schedulezero.handler.Calls.Call4;
import io.schedulezero.handler.Calls.ContextCall0;
import io.schedulezero.handler.Calls.ContextCall1;
import io.schedulezero.handler.Calls.ContextCall2;
import io.schedulezero.handler.Calls.ContextCall3;
import io.schedulezero.handler.HandlerCatalog;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A scheduler inside this program.
 *
 * <pre>{@code
 * Mailer mailer = new Mailer();
 * try (ScheduleZero sz = ScheduleZero.builder().handlers(mailer).start()) {
 *   sz.run(mailer::sendWelcome, "ada@example.org").await();
 *   sz.schedule("report").calls(mailer::sendReport).cron("0 9 * * MON-FRI", "Europe/Berlin").create();
 * }
 * }</pre>
 *
 * <p>Callable from any thread. Refusals are those of {@link Runs} and {@link Schedules}.
 */
public final class ScheduleZero implements AutoCloseable {
  private final Wiring wiring;
  private final References references;

  ScheduleZero(Wiring wiring) {
    this.wiring = wiring;
    this.references = wiring.references();
  }

  public static Builder builder() {
    return new Builder();
  }

  /** The handlers of this program. */
  public HandlerCatalog handlers() {
    return references.handlers();
  }

  /** All handlers that can be asked for, those of workers included. */
  public KnownHandlers knownHandlers() {
    return wiring.handlers();
  }

  public Runs runs() {
    return wiring.runs();
  }

  public Schedules schedules() {
    return wiring.schedules();
  }

  public Workers workers() {
    return wiring.workers();
  }

  /** Where workers connect, with the real port; empty if none may. */
  public Optional<String> workersAddress() {
    return wiring.workersAddress();
  }

  public Stats stats() {
    return wiring.stats();
  }

  public Health health() {
    return wiring.health();
  }

  /**
   * What this process has lost that only another process brings back: no worker is heard any more.
   * Empty if nothing is. A program of which workers are a part that matters ends then, and is
   * started again.
   */
  public Optional<String> lost() {
    return wiring.lost();
  }

  /** Runs a handler by name, as soon as possible. */
  public RunHandle run(String handler, Map<String, ? extends @Nullable Object> args) {
    return run(RunRequest.of(handler, References.json(args)));
  }

  public RunHandle run(RunRequest request) {
    return new RunHandle(runs(), runs().submit(request));
  }

  /** Runs the handler behind a method reference, as soon as possible. */
  public RunHandle run(Call0 method) {
    return run(references.request(method));
  }

  public <A extends @Nullable Object> RunHandle run(Call1<A> method, A first) {
    return run(references.request(method, first));
  }

  public <A extends @Nullable Object, B extends @Nullable Object> RunHandle run(
      Call2<A, B> method, A first, B second) {
    return run(references.request(method, first, second));
  }

  public <A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object>
      RunHandle run(Call3<A, B, C> method, A first, B second, C third) {
    return run(references.request(method, first, second, third));
  }

  public <
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object>
      RunHandle run(Call4<A, B, C, D> method, A first, B second, C third, D fourth) {
    return run(references.request(method, first, second, third, fourth));
  }

  /** As {@link #run(Call0)} for a method whose first parameter is its context. */
  public RunHandle run(ContextCall0 method) {
    return run(references.request(method));
  }

  public <A extends @Nullable Object> RunHandle run(ContextCall1<A> method, A first) {
    return run(references.request(method, first));
  }

  public <A extends @Nullable Object, B extends @Nullable Object> RunHandle run(
      ContextCall2<A, B> method, A first, B second) {
    return run(references.request(method, first, second));
  }

  public <A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object>
      RunHandle run(ContextCall3<A, B, C> method, A first, B second, C third) {
    return run(references.request(method, first, second, third));
  }

  /** Begins a schedule of this name. */
  public ScheduleBuilder schedule(String id) {
    return new ScheduleBuilder(schedules(), references, id);
  }

  /**
   * Stops gracefully: nothing new starts, running handlers get time, the rest waits in the store
   * for the next start. Called once more, it does nothing.
   */
  @Override
  public void close() {
    wiring.close();
  }
}
