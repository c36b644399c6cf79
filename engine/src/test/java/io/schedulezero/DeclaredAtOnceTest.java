package io.schedulezero;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulezero.handler.Handler;
import io.schedulezero.run.ScheduleId;
import io.schedulezero.schedule.ScheduleFilter;
import io.schedulezero.schedule.Trigger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many parts of a program declare the same schedule at once, while others delete it. */
final class DeclaredAtOnceTest {
  private static final int DECLARERS = 6;
  private static final int DELETERS = 2;
  private static final int ROUNDS = 40;
  private static final ScheduleId REPORT = new ScheduleId("report");

  private final Work work = new Work();
  private final CyclicBarrier start = new CyclicBarrier(DECLARERS + DELETERS);

  static final class Work {
    @Handler
    void report() {}
  }

  @Test
  void each_declaration_holds_though_others_declare_and_delete(@TempDir Path dir) throws Exception {
    try (ScheduleZero sz = onDisk(dir)) {
      List<Callable<Void>> all = new ArrayList<>();
      for (int i = 1; i <= DECLARERS; i++) {
        Duration own = Duration.ofHours(i);
        all.add(() -> declareOften(sz, own));
      }
      for (int i = 0; i < DELETERS; i++) {
        all.add(() -> deleteOften(sz));
      }
      atOnce(all);
      declare(sz, Duration.ofHours(100));
    }
    try (ScheduleZero sz = onDisk(dir)) {
      assertThat(sz.schedules().list(ScheduleFilter.ALL, null, 10).items())
          .extracting(found -> found.schedule().trigger())
          .containsExactly(every(Duration.ofHours(100)));
    }
  }

  private Void declareOften(ScheduleZero sz, Duration own) throws Exception {
    start.await(10, TimeUnit.SECONDS);
    for (int round = 0; round < ROUNDS; round++) {
      assertThat(declare(sz, own).schedule().trigger()).isEqualTo(every(own));
    }
    return null;
  }

  private ScheduleStatus declare(ScheduleZero sz, Duration own) {
    return sz.schedule("report").calls(work::report).every(own).createOrReplace();
  }

  private Void deleteOften(ScheduleZero sz) throws Exception {
    start.await(10, TimeUnit.SECONDS);
    for (int round = 0; round < ROUNDS; round++) {
      sz.schedules().deleteAll(Set.of(REPORT));
    }
    return null;
  }

  private static void atOnce(List<Callable<Void>> all) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(all.size());
    try {
      for (Future<Void> each : threads.invokeAll(all, 60, TimeUnit.SECONDS)) {
        each.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static Trigger every(Duration interval) {
    return new Trigger.Interval(interval, null, Trigger.Anchor.START);
  }

  private ScheduleZero onDisk(Path dir) {
    return ScheduleZero.builder().handlers(work).sqlite(dir.resolve("sz.db")).start();
  }
}
