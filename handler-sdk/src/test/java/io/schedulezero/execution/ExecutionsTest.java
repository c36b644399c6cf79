package io.schedulezero.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.schedulezero.execution.Ending.How;
import io.schedulezero.handler.GiveUp;
import io.schedulezero.handler.Handler;
import io.schedulezero.handler.HandlerCatalog;
import io.schedulezero.handler.RetryLater;
import io.schedulezero.handler.RunContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ExecutionsTest {
  private static final Duration LONG = Duration.ofMinutes(10);

  private final Work work = new Work();
  private final Executions executions =
      new Executions(
          HandlerCatalog.of(work),
          new ExecutionLimits(2, 100, 3, Duration.ofMillis(50)),
          InstantSource.system(),
          ExecutionsTest::thread);

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "test-run");
    thread.setDaemon(true);
    return thread;
  }

  static final class Work {
    final CountDownLatch began = new CountDownLatch(1);
    final CountDownLatch mayEnd = new CountDownLatch(1);

    @Handler
    String give(int characters) {
      return "x".repeat(characters);
    }

    @Handler
    void fail(String how) {
      switch (how) {
        case "for good" -> throw new GiveUp("no use");
        case "later" -> throw new RetryLater(Duration.ofSeconds(7));
        default -> throw new IllegalStateException(how);
      }
    }

    @Handler
    void talk(RunContext run) {
      for (int i = 1; i <= 5; i++) {
        run.logger().info("line {}", i);
      }
    }

    @Handler
    void hold() throws InterruptedException {
      began.countDown();
      mayEnd.await();
    }

    @Handler
    String endWhenAsked(RunContext run) {
      began.countDown();
      spinUntil(run::isCancelled);
      return "interrupted: " + Thread.interrupted();
    }

    @Handler
    void ignoreEverything() {
      began.countDown();
      spinUntil(() -> mayEnd.getCount() == 0);
    }

    private static void spinUntil(BooleanSupplier condition) {
      while (!condition.getAsBoolean()) {
        Thread.onSpinWait();
      }
    }
  }

  private static final class Told implements CallListener {
    final CompletableFuture<Ending> end = new CompletableFuture<>();
    final List<String> events = new CopyOnWriteArrayList<>();

    @Override
    public void ended(Call call, Ending ending) {
      events.add("ended");
      end.complete(ending);
    }

    @Override
    public void logged(Call call, List<Line> lines) {
      lines.forEach(line -> events.add(line.number() + " " + line.level() + " " + line.text()));
    }

    @Override
    public void progressed(Call call, double fraction, String message) {
      events.add(fraction + " " + message);
    }

    Ending ending() {
      return end.orTimeout(20, TimeUnit.SECONDS).join();
    }
  }

  private final Told told = new Told();

  @AfterEach
  void close() {
    work.mayEnd.countDown();
    executions.close();
  }

  private Execution prepare(String handler, String args, @Nullable Duration timeout) {
    return executions.prepare(
        new Call("0000000000001", handler, args, 1, 5, Instant.EPOCH, timeout), told);
  }

  private Execution begin(String handler, String args) {
    Execution execution = prepare(handler, args, null);
    execution.begin();
    return execution;
  }

  private Execution beginAndWait(String handler) throws InterruptedException {
    Execution execution = begin(handler, "{}");
    assertThat(work.began.await(20, TimeUnit.SECONDS)).isTrue();
    return execution;
  }

  private String failureOf(Ending ending) {
    return Objects.requireNonNull(ending.failure()).message();
  }

  @Test
  void a_call_counts_as_under_way_until_its_end_is_told() {
    Execution execution = prepare("give", "{\"characters\":2}", null);
    assertThat(executions.underWay()).isOne();
    assertThat(told.end).isNotDone();

    execution.begin();

    assertThat(told.ending().result()).isEqualTo("\"xx\"");
    assertThat(executions.underWay()).isZero();
  }

  @Test
  void the_end_says_whether_and_when_another_attempt_makes_sense() {
    begin("fail", "{\"how\":\"for good\"}");
    assertThat(told.ending().retryable()).isFalse();

    Told second = new Told();
    String args = "{\"how\":\"later\"}";
    executions.prepare(new Call("2", "fail", args, 1, 6, Instant.EPOCH, null), second).begin();
    assertThat(second.ending().retryable()).isTrue();
    assertThat(second.ending().retryAfter()).isEqualTo(Duration.ofSeconds(7));
    assertThat(second.ending().how()).isEqualTo(How.FAILED);
  }

  @Test
  void a_result_that_is_too_long_is_not_kept_but_is_a_success() {
    begin("give", "{\"characters\":200}");

    assertThat(told.ending().how()).isEqualTo(How.SUCCEEDED);
    assertThat(told.ending().result()).isNull();
  }

  @Test
  void lines_are_numbered_bounded_and_told_before_the_end() {
    begin("talk", "{}");
    told.ending();

    assertThat(told.events)
        .containsExactly(
            "1 INFO line 1",
            "2 INFO line 2",
            "3 INFO Further lines of this attempt are not kept.",
            "ended");
  }

  @Test
  void a_call_that_is_cancelled_before_it_began_never_begins() {
    Execution execution = prepare("hold", "{}", null);
    execution.cancel("not needed", Duration.ZERO);
    execution.begin();

    assertThat(told.ending().how()).isEqualTo(How.CANCELLED);
    assertThat(work.began.getCount()).isOne();
  }

  @Test
  void a_handler_may_end_of_its_own_will_while_there_is_patience() throws Exception {
    beginAndWait("end_when_asked").cancel("please", LONG);

    assertThat(told.ending().result()).isEqualTo("\"interrupted: false\"");
  }

  @Test
  void patience_that_is_over_ends_in_an_interrupt() throws Exception {
    beginAndWait("hold").cancel("please", Duration.ofMillis(10));

    assertThat(told.ending().how()).isEqualTo(How.CANCELLED);
    assertThat(failureOf(told.ending())).isEqualTo("please");
  }

  @Test
  void a_hard_cancellation_hastens_a_soft_one_and_the_first_reason_counts() throws Exception {
    Execution execution = beginAndWait("hold");
    execution.cancel("please", LONG);
    assertThat(executions.cancel("0000000000001", "now")).isTrue();

    assertThat(failureOf(told.ending())).isEqualTo("please");
  }

  @Test
  void a_timeout_hastens_a_soft_cancellation() {
    Execution execution = prepare("hold", "{}", Duration.ofMillis(50));
    execution.begin();
    execution.cancel("please", LONG);

    assertThat(told.ending().how()).isEqualTo(How.CANCELLED);
  }

  @Test
  void a_handler_that_ignores_its_interrupt_is_abandoned_and_told_of_once() throws Exception {
    Execution execution = beginAndWait("ignore_everything");
    execution.cancel("stop", Duration.ZERO);
    execution.cancel("stop again", Duration.ZERO);

    assertThat(failureOf(told.ending())).contains("stop; it ignored the interrupt");
    assertThat(executions.underWay()).isZero();
    assertThat(executions.stuck()).isEqualTo(1);
    work.mayEnd.countDown();
    await().until(() -> executions.stuck() == 0);
    Told next = new Told();
    String args = "{\"characters\":1}";
    executions.prepare(new Call("2", "give", args, 1, 6, Instant.EPOCH, null), next).begin();
    next.ending();
    await().untilAsserted(() -> assertThat(told.events).containsOnlyOnce("ended"));
  }

  @Test
  void nobody_is_cancelled_by_another_name_and_no_other_handler_is_hosted() {
    assertThat(executions.cancel("0000000000009", "whoever")).isFalse();
    assertThat(executions.hosts("hold")).isTrue();
    assertThat(executions.hosts("nobody")).isFalse();
    assertThatThrownBy(() -> prepare("nobody", "{}", null))
        .isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void the_end_says_how_long_it_took() {
    Execution execution = prepare("hold", "{}", Duration.ofMillis(30));
    execution.begin();

    assertThat(told.ending().how()).isEqualTo(How.TIMED_OUT);
    assertThat(told.ending().took()).isGreaterThanOrEqualTo(Duration.ofMillis(20));
  }
}
