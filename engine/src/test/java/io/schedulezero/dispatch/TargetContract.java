package io.schedulezero.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.schedulezero.run.AttemptOutcome;
import io.schedulezero.run.Failure;
import io.schedulezero.run.LogLine;
import io.schedulezero.run.Outcome;
import io.schedulezero.run.Outcome.Wish;
import io.schedulezero.run.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What every target promises. An implementation extends it and hosts {@link TargetWork} with two
 * slots.
 */
public abstract class TargetContract {
  private static final CompletableFuture<?> AT_ONCE = CompletableFuture.completedFuture(null);

  /** Every attempt has a fence of its own. */
  private static final long LAST_FENCE = 76;

  protected final TargetWork work = new TargetWork();
  private final Reports reports = new Reports();
  private long runs;

  protected abstract Target target();

  @AfterEach
  void letEverythingEnd() {
    work.mayEnd.release(1_000);
  }

  private static final class Reports implements AttemptReports {
    final Map<RunId, CompletableFuture<Outcome>> ends = new ConcurrentHashMap<>();
    final List<RunId> ended = new CopyOnWriteArrayList<>();
    final List<LogLine> lines = new CopyOnWriteArrayList<>();
    final List<String> progress = new CopyOnWriteArrayList<>();

    CompletableFuture<Outcome> end(RunId run) {
      return ends.computeIfAbsent(run, r -> new CompletableFuture<>());
    }

    @Override
    public void ended(RunId run, long fence, Outcome outcome, Consumer<Recorded> recorded) {
      ended.add(run);
      end(run).complete(outcome);
      recorded.accept(Recorded.COMMITTED);
    }

    @Override
    public void returned(RunId run, long fence, String why) {
      end(run).completeExceptionally(new IllegalStateException(why));
    }

    @Override
    public void logged(RunId run, List<LogLine> more) {
      lines.addAll(more);
    }

    @Override
    public void progressed(RunId run, double fraction, String message) {
      progress.add(fraction + " " + message);
    }
  }

  @Test
  void the_result_comes_back() {
    assertThat(outcome("echo", "{\"text\":\"hi\"}")).isEqualTo(Outcome.succeeded("\"hi\""));
  }

  @Test
  void a_result_that_comes_later_is_waited_for() {
    assertThat(outcome("later", "{}")).isEqualTo(Outcome.succeeded("\"at last\""));
  }

  @Test
  void a_failure_tells_type_message_and_what_the_handler_wishes() {
    Outcome failed = outcome("fail", "{\"how\":\"plain\"}");
    assertThat(failed.how()).isEqualTo(AttemptOutcome.FAILED);
    assertThat(failure(failed).type()).isEqualTo("java.lang.IllegalStateException");
    assertThat(failure(failed).message()).isEqualTo("plain failure");
    assertThat(failure(failed).stack()).contains("TargetWork.fail");
    assertThat(failed.wish()).isInstanceOf(Wish.None.class);
    assertThat(outcome("fail", "{\"how\":\"for good\"}").wish()).isInstanceOf(Wish.GiveUp.class);
    assertThat(outcome("fail", "{\"how\":\"later\"}").wish())
        .isEqualTo(new Wish.RetryAfter(Duration.ofMinutes(5)));
  }

  @Test
  void an_error_is_a_failure_too() {
    assertThat(failure(outcome("fail", "{\"how\":\"error\"}")).type())
        .isEqualTo("java.lang.StackOverflowError");
  }

  @Test
  void an_exception_that_cannot_be_read_is_a_failure_too() {
    Failure mute = failure(outcome("fail", "{\"how\":\"mute\"}"));

    assertThat(mute.type()).endsWith("Mute");
    assertThat(mute.message()).contains("IllegalStateException");
  }

  @Test
  void log_lines_are_reported_in_order() {
    outcome("talk", "{}");

    await()
        .untilAsserted(
            () ->
                assertThat(reports.lines)
                    .extracting(LogLine::text)
                    .containsExactly("first", "second"));
    assertThat(reports.lines).extracting(LogLine::number).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void progress_is_reported_while_the_handler_goes_on() {
    RunId run = start("advance", "{}", null);

    await().untilAsserted(() -> assertThat(reports.progress).containsExactly("0.5 half way"));
    work.mayEnd.release();

    done(run);
  }

  @Test
  void room_is_what_is_left_of_the_slots() {
    assertThat(target().room()).isEqualTo(2);
    RunId first = start("hold", "{}", null);
    assertThat(target().room()).isEqualTo(1);

    work.mayEnd.release();

    done(first);
    assertThat(target().room()).isEqualTo(2);
  }

  @Test
  void an_attempt_that_may_not_begin_yet_takes_its_slot_and_waits() {
    CompletableFuture<Void> gate = new CompletableFuture<>();
    Assignment assignment = assignment("echo", "{\"text\":\"x\"}", null);
    target().start(assignment, reports, gate);
    assertThat(target().room()).isEqualTo(1);
    assertThat(reports.end(assignment.run())).isNotDone();

    gate.complete(null);

    assertThat(done(assignment.run()).how()).isEqualTo(AttemptOutcome.SUCCEEDED);
  }

  @Test
  void a_cancelled_attempt_ends_as_cancelled_and_only_once() {
    RunId run = start("hold", "{}", null);
    await().until(() -> work.holding.get() == 1);

    target().cancel(run, "no longer needed");
    target().cancel(run, "no longer needed");

    Outcome outcome = done(run);
    assertThat(outcome.how()).isEqualTo(AttemptOutcome.CANCELLED);
    assertThat(failure(outcome).message()).contains("no longer needed");
    assertThat(reports.ended).containsOnlyOnce(run);
  }

  @Test
  void work_that_is_done_in_spite_of_the_cancel_counts_as_done() {
    RunId run = start("finish_anyway", "{}", null);
    await().until(() -> work.holding.get() == 1);

    target().cancel(run, "too late");

    assertThat(done(run)).isEqualTo(Outcome.succeeded("\"done\""));
  }

  @Test
  void an_attempt_that_takes_too_long_is_stopped() {
    RunId run = start("hold", "{}", Duration.ofMillis(30));

    assertThat(done(run).how()).isEqualTo(AttemptOutcome.TIMED_OUT);
  }

  @Test
  void what_is_to_happen_on_cancel_happens() {
    RunId run = start("listen", "{}", null);
    await().until(() -> work.holding.get() == 1);

    target().cancel(run, "stop");

    assertThat(done(run).how()).isEqualTo(AttemptOutcome.SUCCEEDED);
  }

  @Test
  void the_handler_sees_its_attempt() {
    assertThat(outcome("describe", "{}").result())
        .contains("\"attempt\":3", "\"fence\":77", "2026-03-02T12:00:00Z", "describe");
  }

  @Test
  void a_handler_that_is_not_there_is_not_hosted() {
    assertThat(target().hosts("echo")).isTrue();
    assertThat(target().hosts("nobody")).isFalse();
  }

  private static Failure failure(Outcome outcome) {
    return Objects.requireNonNull(outcome.failure());
  }

  private Outcome outcome(String handler, String args) {
    return done(start(handler, args, null));
  }

  private RunId start(String handler, String args, @Nullable Duration timeout) {
    Assignment assignment = assignment(handler, args, timeout);
    target().start(assignment, reports, AT_ONCE);
    return assignment.run();
  }

  private Assignment assignment(String handler, String args, @Nullable Duration timeout) {
    Instant fire = Instant.parse("2026-03-02T12:00:00Z");
    runs++;
    return new Assignment(
        new RunId(runs), handler, args, 3, LAST_FENCE + runs, fire, timeout, 5, null, null);
  }

  private Outcome done(RunId run) {
    return reports.end(run).orTimeout(20, TimeUnit.SECONDS).join();
  }
}
