package io.schedulezero.store;

import static io.schedulezero.store.Samples.NOON;
import static io.schedulezero.store.Samples.aRun;
import static io.schedulezero.store.Samples.await;
import static io.schedulezero.store.Samples.running;
import static io.schedulezero.store.Samples.schedule;
import static io.schedulezero.store.Samples.succeeded;
import static io.schedulezero.store.Samples.write;

import io.schedulezero.journal.Change;
import io.schedulezero.journal.Change.AddRun;
import io.schedulezero.journal.Change.DeleteSchedule;
import io.schedulezero.journal.Change.MoveRun;
import io.schedulezero.journal.Change.SaveSchedule;
import io.schedulezero.journal.Journal;
import io.schedulezero.run.Run;
import io.schedulezero.run.RunFilter;
import io.schedulezero.run.RunState;
import io.schedulezero.schedule.Schedule;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures, asserts nothing, and runs only when asked: {@code mvn -q -pl engine -am test
 * -Dtest=StoreSpeed -Dsurefire.failIfNoSpecifiedTests=false}. The time of the journal's thread is
 * its processor time, which a busy machine stretches less than the clock.
 */
final class StoreSpeed {
  private static final Logger log = LoggerFactory.getLogger(StoreSpeed.class);
  private static final int REPETITIONS = 3;
  private static final int BATCH = 1_000;
  private static final double NANOS = 1e9;

  @TempDir Path directory;
  private final AtomicLong ids = new AtomicLong();

  private Storage open(String kind) {
    StorageOptions options = StorageOptions.with(Thread::new);
    return kind.equals("memory")
        ? Storage.memory(options)
        : Storage.sqlite(directory.resolve(UUID.randomUUID() + ".db"), options);
  }

  @ParameterizedTest
  @ValueSource(strings = {"memory", "sqlite"})
  void runs_in_batches(String kind) {
    for (int i = 0; i < REPETITIONS; i++) {
      try (Storage storage = open(kind)) {
        int batches = 200;
        measure(
            kind + ", added and finished by " + BATCH,
            batches * BATCH,
            () -> {
              List<CompletableFuture<?>> ends = new ArrayList<>();
              for (int batch = 0; batch < batches; batch++) {
                ends.add(addThenFinish(storage.journal()));
                if (batch >= 4) {
                  await(ends.get(batch - 4));
                }
              }
              ends.forEach(Samples::await);
            });
      }
    }
  }

  private CompletableFuture<?> addThenFinish(Journal journal) {
    List<Change> adds = new ArrayList<>();
    List<Change> ends = new ArrayList<>();
    for (int i = 0; i < BATCH; i++) {
      AddRun add = aRun(ids.incrementAndGet()).args("{\"text\":\"hello " + i + "\"}").held();
      adds.add(add);
      Run running = running(add.run(), ids.get());
      ends.add(new MoveRun(succeeded(running, NOON.plusMillis(3), null), null, false));
    }
    return journal.write(adds).thenCompose(added -> journal.write(ends));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16})
  void callers_that_each_wait_for_the_disk(int callers) {
    int each = 3_000;
    for (int i = 0; i < REPETITIONS; i++) {
      try (Storage storage = open("sqlite")) {
        long[] nanos = new long[callers * each];
        measure(
            "sqlite, added one by one by " + callers,
            callers * each,
            () -> addOneByOne(storage.journal(), callers, each, nanos));
        Arrays.sort(nanos);
        log.info(
            "  p50 {} µs, p99 {} µs",
            nanos[nanos.length / 2] / 1_000,
            nanos[nanos.length * 99 / 100] / 1_000);
      }
    }
  }

  private void addOneByOne(Journal journal, int callers, int each, long[] nanos) {
    List<CompletableFuture<Void>> ends = new ArrayList<>();
    for (int caller = 0; caller < callers; caller++) {
      int first = caller * each;
      CompletableFuture<Void> end = new CompletableFuture<>();
      ends.add(end);
      new Thread(
              () -> {
                for (int i = 0; i < each; i++) {
                  long begin = System.nanoTime();
                  write(journal, aRun(ids.incrementAndGet()).held());
                  nanos[first + i] = System.nanoTime() - begin;
                }
                end.complete(null);
              })
          .start();
    }
    ends.forEach(Samples::await);
  }

  @ParameterizedTest
  @ValueSource(strings = {"memory", "sqlite"})
  void schedules_in_batches(String kind) {
    int count = 20_000;
    for (int i = 0; i < REPETITIONS; i++) {
      try (Storage storage = open(kind)) {
        List<Change> saves = new ArrayList<>();
        List<Change> deletes = new ArrayList<>();
        for (int k = 0; k < count; k++) {
          Schedule schedule = schedule(UUID.randomUUID().toString());
          saves.add(new SaveSchedule(schedule));
          deletes.add(new DeleteSchedule(schedule.id()));
        }
        measure(kind + ", schedules saved", count, () -> inBatches(storage.journal(), saves));
        measure(
            kind + ", schedules read at a start",
            count,
            () -> storage.schedules().forEach((schedule, progress) -> {}));
        measure(kind + ", schedules deleted", count, () -> inBatches(storage.journal(), deletes));
      }
    }
  }

  private static void inBatches(Journal journal, List<Change> changes) {
    List<CompletableFuture<?>> writes = new ArrayList<>();
    for (int from = 0; from < changes.size(); from += BATCH) {
      writes.add(journal.write(changes.subList(from, from + BATCH)));
    }
    writes.forEach(Samples::await);
  }

  @ParameterizedTest
  @ValueSource(strings = {"memory", "sqlite"})
  void pages_over_a_million_runs(String kind) {
    try (Storage storage = open(kind)) {
      for (int i = 0; i < 1_000; i++) {
        await(addThenFinish(storage.journal()));
      }
      write(storage.journal(), aRun(ids.incrementAndGet()).of("rare").waiting());
      for (int i = 0; i < REPETITIONS; i++) {
        page(storage, kind + ", newest", RunFilter.ALL);
        page(storage, kind + ", queued", RunFilter.ALL.withStates(Set.of(RunState.QUEUED)));
        page(storage, kind + ", succeeded", RunFilter.ALL.withStates(Set.of(RunState.SUCCEEDED)));
        page(storage, kind + ", of a rare handler", filter("rare", null));
        page(storage, kind + ", with a text that none has", filter(null, "nothing"));
        measure(kind + ", count by state", 1, () -> storage.runs().countByState());
      }
    }
  }

  private static RunFilter filter(@Nullable String handler, @Nullable String text) {
    return new RunFilter(Set.of(), handler, null, null, null, null, null, text);
  }

  private static void page(Storage storage, String what, RunFilter filter) {
    measure(what, 1, () -> storage.runs().list(filter, null, 100));
  }

  private static void measure(String what, int count, Runnable work) {
    long journalBefore = journalNanos();
    long begin = System.nanoTime();
    work.run();
    double seconds = (System.nanoTime() - begin) / NANOS;
    double journal = (journalNanos() - journalBefore) / NANOS;
    if (count == 1) {
      log.info("{}: {} ms", what, Math.round(seconds * 1e4) / 10.0);
    } else {
      log.info(
          "{}: {} per second; journal {} µs each",
          what,
          Math.round(count / seconds),
          Math.round(journal * 1e8 / count) / 100.0);
    }
  }

  private static long journalNanos() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long nanos = 0;
    for (ThreadInfo thread : threads.dumpAllThreads(false, false)) {
      if (thread.getThreadName().equals("sz-journal")) {
        nanos += threads.getThreadCpuTime(thread.getThreadId());
      }
    }
    return nanos;
  }
}
