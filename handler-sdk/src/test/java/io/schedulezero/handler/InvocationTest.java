package io.schedulezero.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schedulezero.handler.testing.FakeRunContext;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InvocationTest {
  record Report(String title, Instant at, Duration took) {}

  @SuppressWarnings("unused")
  static final class Work {
    final CompletableFuture<@Nullable Object> later = new CompletableFuture<>();

    @Handler
    @Nullable String nothing() {
      return null;
    }

    @Handler
    String text() {
      return "a \"b\"";
    }

    @Handler
    long number() {
      return 7;
    }

    @Handler
    Report report() {
      return new Report("all", Instant.EPOCH, Duration.ofSeconds(90));
    }

    @Handler
    CompletionStage<@Nullable Object> later() {
      return later;
    }

    @Handler
    Map<String, Object> cyclic() {
      Map<String, Object> map = new HashMap<>();
      map.put("self", map);
      return map;
    }

    @Handler
    void fail(RunContext run) throws IOException {
      throw new IOException("attempt " + run.attempt());
    }

    @Handler
    void error(RunContext run) {
      if (run.attempt() > 1) {
        throw new StackOverflowError("attempt " + run.attempt());
      }
    }

    @Handler
    int sum(RunContext first, int a, RunContext second, int b) {
      assertThat(first).isSameAs(second);
      return a + b;
    }
  }

  private final Work work = new Work();
  private final HandlerCatalog catalog = HandlerCatalog.of(work);

  private CompletableFuture<@Nullable String> invoke(String handler, String args) {
    HandlerDefinition definition = catalog.find(handler).orElseThrow();
    return definition.invoke(new FakeRunContext().withAttempt(2), args).toCompletableFuture();
  }

  private CompletableFuture<@Nullable String> invoke(String handler) {
    return invoke(handler, "{}");
  }

  private static Throwable failure(CompletableFuture<?> stage) {
    return stage.handle((value, failure) -> failure).join();
  }

  @Test
  void what_is_returned_becomes_json() {
    assertThat(invoke("nothing")).isCompletedWithValue(null);
    assertThat(invoke("text")).isCompletedWithValue("\"a \\\"b\\\"\"");
    assertThat(invoke("number")).isCompletedWithValue("7");
    assertThat(invoke("report"))
        .isCompletedWithValue(
            "{\"title\":\"all\",\"at\":\"1970-01-01T00:00:00Z\",\"took\":\"PT1M30S\"}");
  }

  @Test
  void a_future_is_awaited_without_a_thread() {
    CompletableFuture<@Nullable String> result = invoke("later");
    assertThat(result).isNotDone();

    work.later.complete(List.of(1, 2));

    assertThat(result).isCompletedWithValue("[1,2]");
  }

  @Test
  void a_future_of_nothing_is_no_result() {
    work.later.complete(null);

    assertThat(invoke("later")).isCompletedWithValue(null);
  }

  @Test
  void the_failure_of_a_future_comes_without_a_wrapper() {
    IOException failure = new IOException("refused");
    work.later.completeExceptionally(new CompletionException(failure));

    assertThat(failure(invoke("later"))).isSameAs(failure);
  }

  @Test
  void cancelling_the_stage_cancels_the_future_of_the_handler() {
    CompletableFuture<@Nullable String> result = invoke("later");

    assertThat(result.cancel(true)).isTrue();

    assertThat(work.later).isCancelled();
  }

  @Test
  void what_the_handler_throws_comes_by_the_stage_as_it_is() {
    assertThat(failure(invoke("fail"))).isInstanceOf(IOException.class).hasMessage("attempt 2");
    assertThat(failure(invoke("error")))
        .isInstanceOf(StackOverflowError.class)
        .hasMessage("attempt 2");
  }

  @Test
  void a_result_that_cannot_be_written_is_not_tried_again() {
    assertThat(failure(invoke("cyclic")))
        .isInstanceOf(GiveUp.class)
        .hasMessageContaining("Work.cyclic returned cannot be written as JSON");
  }

  @Test
  void arguments_that_no_longer_fit_are_not_tried_again() {
    assertThat(failure(invoke("sum", "{\"a\": 1, \"b\": \"x\"}")))
        .isInstanceOf(GiveUp.class)
        .hasMessage(
            "The arguments do not fit the handler sum: args.b: \"x\" is not a whole number"
                + " from -2147483648 to 2147483647");
  }

  @Test
  void the_context_may_stand_anywhere_and_more_than_once() {
    assertThat(invoke("sum", "{\"a\": 1, \"b\": 2}")).isCompletedWithValue("3");
    assertThat(catalog.find("sum").orElseThrow().argsFrom(1, 2)).isEqualTo("{\"a\":1,\"b\":2}");
  }

  @Test
  void one_definition_serves_many_threads() throws Exception {
    HandlerDefinition sum = catalog.find("sum").orElseThrow();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Boolean>> results = new ArrayList<>();
      for (int i = 0; i < 2_000; i++) {
        int number = i;
        results.add(threads.submit(() -> isRight(sum, number)));
      }
      for (Future<Boolean> result : results) {
        assertThat(result.get(10, TimeUnit.SECONDS)).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static boolean isRight(HandlerDefinition sum, int number) {
    String args = sum.argsFrom(number, 1);
    String result = sum.invoke(new FakeRunContext(), args).toCompletableFuture().join();
    return sum.check(args).isEmpty()
        && sum.check("{}").size() == 2
        && sum.argsSchema().contains("integer")
        && Integer.toString(number + 1).equals(result);
  }

  @Test
  void retry_later_says_when() {
    assertThat(new RetryLater(Duration.ofSeconds(5)))
        .hasMessage("Try again after PT5S")
        .extracting(RetryLater::after)
        .isEqualTo(Duration.ofSeconds(5));
    assertThat(new RetryLater(Duration.ZERO, "busy")).hasMessage("busy");
    assertThatThrownBy(() -> new RetryLater(Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A retry cannot be PT-0.001S later: zero or more");
  }
}
