package io.schedulezero.store;

import static io.schedulezero.store.Samples.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schedulezero.journal.Journal;
import io.schedulezero.run.Page;
import io.schedulezero.run.Run;
import io.schedulezero.run.RunFilter;
import io.schedulezero.run.RunState;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real process with a real file, killed while it writes. */
final class CrashTest {
  private static final int ROUNDS = Integer.getInteger("crash.rounds", 8);
  private static final int NUMBERS_PER_ROUND = 1_000_000;
  private static final int MOST_ACKNOWLEDGED = 600;

  @TempDir Path directory;

  private final Random random = new Random();
  private final Set<Long> added = new HashSet<>();
  private final Set<Long> finished = new HashSet<>();

  @Test
  void what_was_acknowledged_survives_kill_9_and_nothing_is_half_written()
      throws IOException, InterruptedException {
    Path file = directory.resolve("data.db");
    for (int round = 0; round < ROUNDS; round++) {
      writeUntilKilled(file, (long) round * NUMBERS_PER_ROUND, random.nextInt(MOST_ACKNOWLEDGED));
      try (Storage storage = Storage.sqlite(file, StorageOptions.with(Thread::new))) {
        audit(storage);
      }
    }
  }

  private void writeUntilKilled(Path file, long first, int acknowledged)
      throws IOException, InterruptedException {
    String java = ProcessHandle.current().info().command().orElse("java");
    Process writer =
        new ProcessBuilder(
                java,
                "-cp",
                System.getProperty("java.class.path"),
                CrashingWriter.class.getName(),
                file.toString(),
                String.valueOf(first))
            .redirectError(new File(directory.toFile(), "errors"))
            .start();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(writer.getInputStream(), StandardCharsets.US_ASCII))) {
      String line = lines.readLine();
      assertThat(line).as("the writer says something").isNotNull();
      assertThatThrownBy(() -> Storage.sqlite(file, StorageOptions.with(Thread::new)))
          .hasMessageContaining(file + " is in use by process " + writer.pid());
      for (int i = 0; line != null; i++) {
        String[] words = line.split(" ", 2);
        (words[0].equals("added") ? added : finished).add(Long.parseLong(words[1]));
        if (i == acknowledged) {
          writer.toHandle().destroyForcibly();
        }
        line = lines.readLine();
      }
    }
    assertThat(writer.waitFor()).as("the signal that ended it").isEqualTo(128 + 9);
  }

  private void audit(Storage storage) {
    Map<Long, Run> runs = all(storage);
    Set<String> schedules = new HashSet<>();
    storage.schedules().forEach((schedule, progress) -> schedules.add(schedule.id().value()));

    assertThat(added).allMatch(number -> runs.containsKey(CrashingWriter.firstRun(number)));
    assertThat(finished).allMatch(number -> succeeded(runs.get(CrashingWriter.firstRun(number))));
    assertThat(runs).hasSize(2 * schedules.size());
    assertThat(schedules)
        .allMatch(
            id -> {
              long number = Long.parseLong(id.substring(1));
              return runs.containsKey(CrashingWriter.firstRun(number))
                  && runs.containsKey(CrashingWriter.secondRun(number));
            });
    assertThat(storage.runs().countByState()).isEqualTo(count(runs));
    assertThat(everythingUnfinishedWaits(storage.journal()))
        .isEqualTo(runs.values().stream().filter(run -> !run.state().isTerminal()).count());
  }

  private static boolean succeeded(@Nullable Run run) {
    return run != null && run.state() == RunState.SUCCEEDED;
  }

  private static long everythingUnfinishedWaits(Journal journal) {
    assertThat(await(journal.recover())).isEmpty();
    int claimed = await(journal.claim("echo", Samples.NOON.plusSeconds(1), 1 << 20)).runs().size();
    await(journal.release());
    return claimed;
  }

  private static Map<RunState, Long> count(Map<Long, Run> runs) {
    Map<RunState, Long> counts = new EnumMap<>(RunState.class);
    runs.values().forEach(run -> counts.merge(run.state(), 1L, Long::sum));
    return counts;
  }

  private static Map<Long, Run> all(Storage storage) {
    Map<Long, Run> runs = new HashMap<>();
    Page<Run> page = new Page<>(List.of(), null);
    do {
      page = storage.runs().list(RunFilter.ALL, page.next(), 5_000);
      page.items().forEach(run -> runs.put(run.id().value(), run));
    } while (page.next() != null);
    return runs;
  }
}
