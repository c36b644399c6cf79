package io.schedulezero;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.schedulezero.handler.Handler;
import io.schedulezero.journal.Journal.Retention;
import io.schedulezero.run.RunFilter;
import io.schedulezero.run.RunState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class HousekeepingTest {
  static final class Work {
    @Handler
    void noop() {}
  }

  @Test
  void what_is_kept_in_memory_is_deleted_soon() {
    List<Retention> newestThree = List.of(new Retention(Set.of(), Duration.ofDays(30), 3));
    try (ScheduleZero sz =
        ScheduleZero.builder().inMemory().retention(newestThree).handlers(new Work()).start()) {
      for (int i = 0; i < 10; i++) {
        sz.run("noop", Map.of()).await();
      }

      await()
          .untilAsserted(
              () ->
                  assertThat(sz.runs().list(RunFilter.ALL, null, 100).items())
                      .hasSize(3)
                      .allMatch(run -> run.state() == RunState.SUCCEEDED));
    }
  }

  @Test
  void no_more_is_kept_in_memory_than_fits() {
    Retention all = new Retention(Set.of(), Duration.ofDays(30), 1_000_000_000);
    Builder builder = ScheduleZero.builder().retention(List.of(all));

    assertThat(builder.retentionThatFits()).containsExactly(all);
    assertThat(builder.inMemory().retention(List.of()).retentionThatFits())
        .singleElement()
        .satisfies(rule -> assertThat(rule.maxCount()).isBetween(1_000L, 100_000L));
    builder.retention(List.of(all));
    assertThat(builder.inMemory().retentionThatFits().get(0).maxCount())
        .isBetween(1_000L, 100_000L);
  }
}
