package io.schedulezero.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.schedulezero.RunHandle;
import io.schedulezero.RunRequest;
import io.schedulezero.ScheduleZero;
import io.schedulezero.run.Run;
import io.schedulezero.run.RunState;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class BasicsTest {
  /** Longer than any test may take: nothing here may wait for it. */
  private static final Duration GRACE = Duration.ofHours(1);

  private static final Duration SOON = Duration.ofSeconds(30);

  private final ScheduleZero sz =
      ScheduleZero.builder()
          .handlers(new Basics(new SplittableRandom(7)))
          .inMemory()
          .stopGrace(Duration.ZERO)
          .interruptGrace(GRACE)
          .start();

  @AfterEach
  void stop() {
    sz.close();
  }

  private void awaitRunning(RunHandle handle) {
    await()
        .atMost(SOON)
        .until(() -> sz.runs().find(handle.id()).orElseThrow().state() == RunState.RUNNING);
  }

  @Test
  void a_sleep_that_is_cancelled_ends_at_once() throws Exception {
    RunHandle sleeping = sz.run("sleep", Map.of("duration", "1d"));
    awaitRunning(sleeping);
    sleeping.cancel("enough");
    Run run = sleeping.await(SOON);
    assertThat(run.state()).isEqualTo(RunState.CANCELLED);
    assertThat(run.note()).contains("enough");
  }

  @Test
  void a_sleep_that_takes_longer_than_its_timeout_ends_with_it() throws Exception {
    RunRequest request =
        RunRequest.of("sleep", "{\"duration\":\"1d\"}").withTimeout(Duration.ofMillis(50));
    var id = sz.runs().submit(request).id();
    Run run = sz.runs().finished(id).get(SOON.toSeconds(), TimeUnit.SECONDS);
    assertThat(run.state()).isEqualTo(RunState.FAILED);
    assertThat(sz.runs().attempts(run).get(0).outcome()).hasToString("TIMED_OUT");
  }
}
