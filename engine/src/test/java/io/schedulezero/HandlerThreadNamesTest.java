package io.schedulezero;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulezero.handler.Handler;
import org.junit.jupiter.api.Test;

/** Worth a run on a Java with virtual threads, and on one without. */
final class HandlerThreadNamesTest {
  private final Work work = new Work();

  static final class Work {
    @Handler
    String whereAmI() {
      return Thread.currentThread().getName();
    }
  }

  @Test
  void handlers_run_on_threads_with_a_name_and_a_number() {
    try (ScheduleZero sz = ScheduleZero.builder().handlers(work).inMemory().start()) {
      for (int i = 0; i < 3; i++) {
        assertThat(sz.run(work::whereAmI).result(String.class))
            .get()
            .asString()
            .matches("sz-run-[0-9]+");
      }
    }
  }
}
