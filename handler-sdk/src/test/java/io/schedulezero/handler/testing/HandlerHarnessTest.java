package io.schedulezero.handler.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schedulezero.handler.ArgumentProblem;
import io.schedulezero.handler.GiveUp;
import io.schedulezero.handler.Handler;
import io.schedulezero.handler.InvalidHandler;
import io.schedulezero.handler.RunCancelled;
import io.schedulezero.handler.RunContext;
import io.schedulezero.handler.testing.FakeRunContext.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class HandlerHarnessTest {
  record Welcome(String email, int attempt) {}

  @SuppressWarnings("unused")
  static final class Mailer {
    @Handler
    Welcome sendWelcome(String email, RunContext run) {
      run.throwIfCancelled();
      if (!email.contains("@")) {
        throw new GiveUp(email + " is no address");
      }
      run.progress(0.5, "half");
      run.logger().info("Welcome, {}", email);
      return new Welcome(email, run.attempt());
    }

    @Handler
    CompletionStage<String> handlerName(RunContext run) {
      return CompletableFuture.completedFuture(run.handler());
    }

    @Handler
    void waitFor(Duration time) {}
  }

  private final HandlerHarness harness = HandlerHarness.of(new Mailer());

  @Test
  void a_handler_runs_with_bound_arguments_and_its_lines_are_kept() {
    FakeRunContext run = new FakeRunContext().withAttempt(3);
    Outcome outcome = harness.run("send_welcome", Map.of("email", "ada@example.org"), run);

    assertThat(outcome.succeeded()).isTrue();
    assertThat(outcome.result()).isEqualTo("{\"email\":\"ada@example.org\",\"attempt\":3}");
    assertThat(outcome.resultAs(Welcome.class)).contains(new Welcome("ada@example.org", 3));
    assertThat(outcome.lines()).containsExactly("INFO Welcome, ada@example.org");
    assertThat(run.progress()).containsExactly(new Progress(0.5, "half"));
  }

  @Test
  void what_the_handler_throws_is_in_the_outcome() {
    Outcome outcome = harness.run("send_welcome", Map.of("email", "nobody"));

    assertThat(outcome.succeeded()).isFalse();
    assertThat(outcome.failure()).isInstanceOf(GiveUp.class).hasMessage("nobody is no address");
    assertThatThrownBy(() -> outcome.resultAs(String.class))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("nobody is no address");
  }

  @Test
  void arguments_are_refused_as_a_scheduler_would() {
    Outcome outcome = harness.run("send_welcome", Map.of("mail", "ada@example.org"));

    assertThat(outcome.succeeded()).isFalse();
    assertThat(outcome.problems())
        .extracting(ArgumentProblem::path)
        .containsExactly("args.mail", "args.email");
    assertThatThrownBy(() -> outcome.resultAs(String.class)).hasMessageContaining("did you mean");
  }

  @Test
  void a_future_is_awaited_and_the_context_knows_the_handler() {
    assertThat(harness.run("handler_name").resultAs(String.class)).contains("handler_name");
  }

  @Test
  void java_values_are_written_as_the_handler_reads_them() {
    assertThat(harness.run("wait_for", Map.of("time", Duration.ofMinutes(1))).problems()).isEmpty();
    assertThat(harness.run("wait_for", "{\"time\": \"1m\"}", new FakeRunContext()).succeeded())
        .isTrue();
  }

  @Test
  void an_unknown_handler_is_named_with_the_known_ones() {
    assertThatThrownBy(() -> harness.run("send"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("No handler is named \"send\". Known: handler_name, send_welcome, wait_for");
    assertThatThrownBy(() -> HandlerHarness.of("text")).isInstanceOf(InvalidHandler.class);
    assertThat(harness.catalog().all()).hasSize(3);
  }

  @Test
  void cancelling_is_seen_and_runs_what_waits_for_it_once() {
    List<String> cancelled = new ArrayList<>();
    FakeRunContext run = new FakeRunContext();
    run.onCancel(() -> cancelled.add("early"));
    assertThat(run.isCancelled()).isFalse();

    run.cancel();
    run.cancel();
    run.onCancel(() -> cancelled.add("late"));

    assertThat(run.isCancelled()).isTrue();
    assertThat(cancelled).containsExactly("early", "late");
    assertThat(harness.run("send_welcome", Map.of("email", "a@b"), run).failure())
        .isInstanceOf(RunCancelled.class);
  }

  @Test
  void everything_about_a_run_can_be_set() {
    Instant monday = Instant.parse("2026-11-23T00:00:00Z");
    FakeRunContext run =
        new FakeRunContext()
            .withRunId("r1")
            .withHandler("h")
            .withFence(9)
            .withFireTime(monday)
            .withDeadline(monday.plusSeconds(1));
    run.progress(7, "more than all");
    run.progress(Double.NaN, "not a number");

    assertThat(run.runId()).isEqualTo("r1");
    assertThat(run.handler()).isEqualTo("h");
    assertThat(run.fence()).isEqualTo(9);
    assertThat(run.fireTime()).isEqualTo(monday);
    assertThat(run.deadline()).contains(monday.plusSeconds(1));
    assertThat(new FakeRunContext().deadline()).isEmpty();
    assertThat(run.progress()).extracting(Progress::fraction).containsExactly(1.0, 0.0);
  }
}
