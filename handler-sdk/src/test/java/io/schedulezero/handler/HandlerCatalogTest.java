package io.schedulezero.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulezero.handler.testing.FakeRunContext;
import java.util.List;
import org.junit.jupiter.api.Test;

class HandlerCatalogTest {
  static final class Mailer {
    @Handler
    void sendWelcome(String email, RunContext run) {
      run.logger().info("Welcome, {}", email);
    }

    @Handler
    int sum(List<Integer> numbers) {
      return numbers.stream().mapToInt(i -> i).sum();
    }

    @Handler
    void remind(RunContext run, String email) {}
  }

  private static <A> String run(HandlerCatalog catalog, Calls.Call1<A> call, A first) {
    return run(catalog.resolve(call).orElseThrow(), first);
  }

  private static <A> String run(HandlerCatalog catalog, Calls.ContextCall1<A> call, A first) {
    return run(catalog.resolve(call).orElseThrow(), first);
  }

  private static String run(HandlerDefinition definition, Object... arguments) {
    return definition.name() + " " + definition.argsFrom(arguments);
  }

  @Test
  void a_handler_is_found_checked_and_called() {
    Mailer mailer = new Mailer();
    HandlerCatalog catalog = HandlerCatalog.of(mailer);
    HandlerDefinition sum = catalog.find("sum").orElseThrow();
    assertThat(sum.check("{\"numbers\": [1, \"x\"]}"))
        .extracting(ArgumentProblem::path)
        .containsExactly("args.numbers[1]");
    String args = sum.argsFrom(List.of(1, 2));
    assertThat(sum.invoke(new FakeRunContext(), args).toCompletableFuture())
        .isCompletedWithValue("3");
    assertThat(run(catalog, mailer::sum, List.of(1))).isEqualTo("sum {\"numbers\":[1]}");
    assertThat(run(catalog, mailer::remind, "a")).isEqualTo("remind {\"email\":\"a\"}");
  }
}
