package io.schedulezero;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schedulezero.handler.Handler;
import io.schedulezero.handler.Retry;
import io.schedulezero.handler.RunContext;
import io.schedulezero.run.Run;
import io.schedulezero.run.RunFilter;
import io.schedulezero.run.RunId;
import io.schedulezero.run.RunState;
import io.schedulezero.run.ScheduleId;
import io.schedulezero.schedule.Overlap;
import io.schedulezero.schedule.ScheduleFilter;
import io.schedulezero.schedule.Trigger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ScheduleZeroTest {
  private final Mailer mailer = new Mailer();

  static final class Mailer {
    final AtomicInteger reports = new AtomicInteger();
    final CountDownLatch reported = new CountDownLatch(2);

    @Handler(tags = "mail", priority = 7)
    String sendWelcome(String email) {
      return "welcome " + email;
    }

    @Handler
    void sendReport() {
      reports.incrementAndGet();
      reported.countDown();
    }

    @Handler
    void neverEnds() throws InterruptedException {
      new CountDownLatch(1).await();
    }

    @Handler(retry = @Retry(maxAttempts = 1))
    String breaks() {
      if (reports.get() == 0) {
        throw new IllegalArgumentException("the address is empty");
      }
      return "mended";
    }

    @Handler
    String sign(RunContext run, String name) {
      return name + ", attempt " + run.attempt();
    }

    void notAHandler() {}
  }

  @Test
  void a_method_reference_runs_its_handler_and_gives_the_result() {
    try (ScheduleZero sz = inMemory()) {
      RunHandle handle = sz.run(mailer::sendWelcome, "ada@example.org");

      assertThat(handle.result(String.class)).contains("welcome ada@example.org");
      Run run = sz.runs().find(handle.id()).orElseThrow();
      assertThat(run.spec().priority()).isEqualTo(7);
      assertThat(run.spec().tags()).containsExactly("mail");
    }
  }

  @Test
  void a_method_that_takes_its_context_is_referred_to_without_it() {
    try (ScheduleZero sz = inMemory()) {
      assertThat(sz.run(mailer::sign, "ada").result(String.class)).contains("ada, attempt 1");
    }
  }

  @Test
  void a_handler_runs_by_name_too() {
    try (ScheduleZero sz = inMemory()) {
      assertThat(sz.run("send_welcome", Map.of("email", "bob")).result(String.class))
          .contains("welcome bob");
    }
  }

  @Test
  void a_method_that_is_no_handler_is_refused() {
    try (ScheduleZero sz = inMemory()) {
      assertThatThrownBy(() -> sz.run(mailer::notAHandler))
          .isInstanceOf(BadRequest.class)
          .hasMessageContaining("annotate it with @Handler");
    }
  }

  @Test
  void bad_arguments_are_refused_before_anything_is_written() {
    try (ScheduleZero sz = inMemory()) {
      assertThatThrownBy(() -> sz.run("send_welcome", Map.of("email", 5, "cc", "x")))
          .isInstanceOf(BadRequest.class)
          .hasMessageContaining("args.email")
          .hasMessageContaining("args.cc");
      assertThatThrownBy(() -> sz.run("send_welcom", Map.of()))
          .hasMessageContaining("handler: \"send_welcom\" is not a handler")
          .hasMessageContaining("send_welcome");
      assertThat(sz.runs().list(RunFilter.ALL, null, 10).items()).isEmpty();
    }
  }

  @Test
  void every_bad_field_of_a_batch_is_named_with_its_index() {
    try (ScheduleZero sz = inMemory()) {
      RunRequest good = RunRequest.of("send_report", "{}");
      RunRequest bad =
          RunRequest.of("send_report", "{}")
              .withPriority(11)
              .withKey(" ")
              .withTags(List.of(""))
              .withTimeout(Duration.ZERO)
              .after(Duration.ofDays(-1));

      assertThatThrownBy(() -> sz.runs().submitAll(List.of(good, bad)))
          .isInstanceOf(BadRequest.class)
          .hasMessageContaining("[1].priority: 11 is not 0 to 9")
          .hasMessageContaining("[1].key")
          .hasMessageContaining("[1].tags")
          .hasMessageContaining("[1].timeout")
          .hasMessageContaining("[1].delay");
      assertThat(sz.runs().list(RunFilter.ALL, null, 10).items()).isEmpty();
    }
  }

  @Test
  void a_schedule_fires_on_the_real_clock() throws InterruptedException {
    try (ScheduleZero sz = inMemory()) {
      sz.schedule("report")
          .calls(mailer::sendReport)
          .every(Duration.ofMillis(100))
          .overlap(Overlap.SKIP)
          .create();

      assertThat(mailer.reported.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(sz.schedules().nextFires(new ScheduleId("report"), 3)).hasSize(3);
      assertThat(sz.stats().now().schedules()).isEqualTo(1);
    }
  }

  @Test
  void a_schedule_with_a_bad_trigger_is_refused_by_field() {
    try (ScheduleZero sz = inMemory()) {
      ScheduleBuilder schedule = sz.schedule("x").calls(mailer::sendReport);

      assertThatThrownBy(() -> schedule.cron("61 * * * *", "UTC").create())
          .isInstanceOf(BadRequest.class)
          .hasMessageContaining("trigger.expression")
          .hasMessageContaining("61");
      assertThatThrownBy(() -> schedule.cron("* * * * *", "Europe/Berlln"))
          .hasMessageContaining("Europe/Berlln");
    }
  }

  @Test
  void a_schedule_id_that_no_path_can_carry_is_refused_here_as_it_is_over_http() {
    try (ScheduleZero sz = inMemory()) {
      ScheduleBuilder schedule =
          sz.schedule("a/b").calls(mailer::sendReport).every(Duration.ofHours(1));

      assertThatThrownBy(schedule::create)
          .isInstanceOf(BadRequest.class)
          .hasMessageContaining("id: must be 1 to 200 letters, digits")
          .hasMessageContaining("not \"a/b\"");
      assertThat(sz.schedules().list(ScheduleFilter.ALL, null, 10).items()).isEmpty();
    }
  }

  @Test
  void backfill_makes_the_runs_of_a_time_before_the_schedule_was_made_and_each_once() {
    try (ScheduleZero sz = inMemory()) {
      sz.schedule("daily").calls(mailer::sendReport).cron("0 9 * * *", "UTC").create();
      sz.schedule("hourly").calls(mailer::sendReport).every(Duration.ofHours(1)).create();
      Instant from = Instant.parse("2026-01-05T09:00:00Z");
      Instant to = Instant.parse("2026-01-08T09:00:00Z");

      assertThat(sz.schedules().backfill(new ScheduleId("daily"), from, to)).isEqualTo(3);
      assertThat(sz.schedules().backfill(new ScheduleId("daily"), from, to)).isZero();
      assertThatThrownBy(() -> sz.schedules().backfill(new ScheduleId("hourly"), from, to))
          .isInstanceOf(BadRequest.class)
          .hasMessageContaining("from: 2026-01-05T09:00:00Z is before the schedule was made");
    }
  }

  @Test
  void declaring_a_schedule_at_every_start_replaces_it() {
    try (ScheduleZero sz = inMemory()) {
      ScheduleBuilder schedule = sz.schedule("report").calls(mailer::sendReport);
      schedule.every(Duration.ofHours(1)).createOrReplace();
      assertThatThrownBy(schedule::create).isInstanceOf(Conflict.class);

      ScheduleStatus replaced = schedule.cron("0 9 * * MON", "UTC").createOrReplace();

      assertThat(replaced.schedule().version()).isEqualTo(2);
      assertThat(replaced.schedule().trigger()).isInstanceOf(Trigger.Cron.class);
      assertThat(sz.schedules().list(ScheduleFilter.ALL, null, 10).items()).hasSize(1);
    }
  }

  @Test
  void what_failed_says_so_to_whoever_wants_the_result() {
    try (ScheduleZero sz = inMemory()) {
      RunHandle handle = sz.run(mailer::breaks);

      assertThatThrownBy(() -> handle.result(String.class))
          .isInstanceOf(RunFailed.class)
          .hasMessageContaining(handle.id().toString())
          .hasMessageContaining("the address is empty");
    }
  }

  @Test
  void waiting_has_an_end_and_the_run_can_be_cancelled() throws TimeoutException {
    try (ScheduleZero sz = inMemory()) {
      RunHandle handle = sz.run(mailer::neverEnds);

      assertThatThrownBy(() -> handle.await(Duration.ofMillis(20)))
          .isInstanceOf(TimeoutException.class);
      handle.cancel("enough");
      assertThat(handle.await(Duration.ofSeconds(20)).state()).isEqualTo(RunState.CANCELLED);
      assertThatThrownBy(() -> handle.cancel("again")).isInstanceOf(Conflict.class);
    }
  }

  @Test
  void what_does_not_exist_is_not_found() {
    try (ScheduleZero sz = inMemory()) {
      RunId nobody = new RunId(12);
      assertThatThrownBy(() -> sz.runs().cancel(nobody, "x")).isInstanceOf(NotFound.class);
      assertThatThrownBy(() -> sz.runs().retry(nobody)).isInstanceOf(NotFound.class);
      assertThatThrownBy(() -> Settled.get(sz.runs().finished(nobody)))
          .isInstanceOf(NotFound.class);
      assertThatThrownBy(() -> sz.schedules().pause(new ScheduleId("x"), "y"))
          .isInstanceOf(NotFound.class);
    }
  }

  @Test
  void schedules_and_runs_are_there_again_after_a_restart(@TempDir Path dir) {
    RunId id;
    try (ScheduleZero sz = onDisk(dir)) {
      sz.schedule("report").calls(mailer::sendReport).cron("0 9 * * MON", "UTC").create();
      RunHandle handle = sz.run(mailer::sendWelcome, "ada");
      handle.await();
      id = handle.id();
    }

    try (ScheduleZero sz = onDisk(dir)) {
      assertThat(sz.schedules().find(new ScheduleId("report"))).isPresent();
      assertThat(sz.runs().find(id).orElseThrow().result()).isEqualTo("\"welcome ada\"");
      assertThat(sz.run(mailer::sendWelcome, "bob").id()).isGreaterThan(id);
    }
  }

  @Test
  void retry_and_cancel_of_all_that_match_say_how_many() {
    try (ScheduleZero sz = inMemory()) {
      for (int i = 0; i < 5; i++) {
        sz.run(mailer::breaks).await();
      }
      RunFilter failed = RunFilter.ALL.withStates(Set.of(RunState.FAILED));

      assertThat(sz.runs().retryAll(failed)).isEqualTo(5);
      sz.runs().submit(RunRequest.of("send_report", "{}").after(Duration.ofDays(1)));
      assertThat(sz.runs().cancelAll(RunFilter.ALL, "clean up")).isBetween(1, 6);
    }
  }

  private ScheduleZero inMemory() {
    return ScheduleZero.builder()
        .handlers(mailer)
        .inMemory()
        .stopGrace(Duration.ofSeconds(1))
        .start();
  }

  private ScheduleZero onDisk(Path dir) {
    return ScheduleZero.builder().handlers(mailer).sqlite(dir.resolve("sz.db")).start();
  }
}
