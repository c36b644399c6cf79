package io.schedulezero.handler.testing;

import io.schedulezero.handler.ArgumentProblem;
import io.schedulezero.handler.HandlerCatalog;
import io.schedulezero.handler.HandlerDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Runs handlers as a scheduler would: registers them, checks the arguments, binds them, calls the
 * method, awaits a future and writes the result. Without threads, retries and timeouts.
 *
 * <pre>{@code
 * HandlerHarness harness = HandlerHarness.of(new Mailer());
 * Outcome outcome = harness.run("send_welcome", Map.of("email", "ada@example.org"));
 * assertThat(outcome.succeeded()).isTrue();
 * assertThat(outcome.lines()).containsExactly("INFO Welcome, ada@example.org");
 * }</pre>
 */
public final class HandlerHarness {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HandlerCatalog catalog;

  private HandlerHarness(HandlerCatalog catalog) {
    this.catalog = catalog;
  }

  /**
   * A harness for these objects.
   *
   * @throws io.schedulezero.handler.InvalidHandler if a scheduler would refuse them
   */
  public static HandlerHarness of(Object... handlers) {
    return new HandlerHarness(HandlerCatalog.of(handlers));
  }

  /** What the scheduler knows about the handlers. */
  public HandlerCatalog catalog() {
    return catalog;
  }

  /** Runs a handler without arguments. */
  public Outcome run(String handler) {
    return run(handler, Map.of());
  }

  /** Runs a handler as the first attempt of a run. Values are written as Jackson writes them. */
  public Outcome run(String handler, Map<String, ? extends @Nullable Object> args) {
    return run(handler, TestJson.write(args), new FakeRunContext().withHandler(handler));
  }

  /** Runs a handler in a context that the test has prepared. */
  public Outcome run(
      String handler, Map<String, ? extends @Nullable Object> args, FakeRunContext context) {
    return run(handler, TestJson.write(args), context);
  }

  /**
   * Runs a handler with arguments as JSON text. A future that it returns is awaited for 10 seconds
   * at most; then the failure is a {@link TimeoutException}.
   *
   * @throws IllegalArgumentException if there is no handler of that name
   */
  public Outcome run(String handler, String argsJson, FakeRunContext context) {
    HandlerDefinition definition = find(handler);
    List<ArgumentProblem> problems = definition.check(argsJson);
    if (!problems.isEmpty()) {
      return new Outcome(null, null, problems, context.lines());
    }
    return await(definition.invoke(context, argsJson), context);
  }

  private static Outcome await(CompletionStage<@Nullable String> stage, FakeRunContext context) {
    try {
      String result = stage.toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return new Outcome(result, null, List.of(), context.lines());
    } catch (ExecutionException e) {
      return new Outcome(null, e.getCause(), List.of(), context.lines());
    } catch (TimeoutException e) {
      return new Outcome(null, e, List.of(), context.lines());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome(null, e, List.of(), context.lines());
    }
  }

  private HandlerDefinition find(String handler) {
    return catalog
        .find(handler)
        .orElseThrow(
            () -> {
              List<String> known = catalog.all().stream().map(HandlerDefinition::name).toList();
              return new IllegalArgumentException(
                  "No handler is named \"" + handler + "\". Known: " + String.join(", ", known));
            });
  }
}
