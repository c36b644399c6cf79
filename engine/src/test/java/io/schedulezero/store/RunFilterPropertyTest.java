package io.schedulezero.store;

import static io.schedulezero.store.Samples.NOON;
import static io.schedulezero.store.Samples.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.schedulezero.journal.Change;
import io.schedulezero.journal.Change.AddRun;
import io.schedulezero.journal.Change.MoveRun;
import io.schedulezero.run.Failure;
import io.schedulezero.run.Fire;
import io.schedulezero.run.Page;
import io.schedulezero.run.Route;
import io.schedulezero.run.Run;
import io.schedulezero.run.RunFilter;
import io.schedulezero.run.RunId;
import io.schedulezero.run.RunSpec;
import io.schedulezero.run.RunState;
import io.schedulezero.run.ScheduleId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both stores, with the same random runs and random filters, against a filter that is naive. */
final class RunFilterPropertyTest {
  private static final int RUNS = 400;
  private static final int FILTERS = 150;
  private static final List<String> HANDLERS = List.of("echo", "mail", "Audit_Log");
  private static final List<String> WORDS = List.of("red", "RED hat", "a\"b", "50%", "_", "über");
  private static final List<String> SCHEDULES = List.of("red", "RED hat", "a.b", "5_0", "über");

  @TempDir Path directory;

  private record World(List<Run> runs, List<Storage> storages) implements AutoCloseable {
    @Override
    public void close() {
      storages.forEach(Storage::close);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void any_filter_finds_what_the_naive_one_finds(long seed) throws IOException {
    Random random = new Random(seed);
    try (World world = world(random)) {
      for (int i = 0; i < FILTERS; i++) {
        RunFilter filter = filter(random);
        int limit = 1 + random.nextInt(RUNS);
        List<Run> expected = world.runs().stream().filter(run -> matches(filter, run)).toList();
        for (Storage storage : world.storages()) {
          assertThat(pages(storage, filter, limit)).as("%s", filter).isEqualTo(expected);
        }
      }
    }
  }

  private World world(Random random) throws IOException {
    StorageOptions options = StorageOptions.with(Thread::new);
    Path file = Files.createTempDirectory(directory, "world").resolve("data.db");
    World world =
        new World(
            new ArrayList<>(), List.of(Storage.memory(options), Storage.sqlite(file, options)));
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < RUNS; i++) {
      Run run = run(random, i);
      Run last = lived(random, run);
      changes.add(new AddRun(run, random.nextBoolean()));
      if (!last.equals(run)) {
        changes.add(new MoveRun(last, null, random.nextBoolean()));
      }
      world.runs().add(last);
    }
    for (Storage storage : world.storages()) {
      await(storage.journal().write(changes));
    }
    Collections.reverse(world.runs());
    return world;
  }

  private static Run run(Random random, int i) {
    Fire fire =
        random.nextBoolean()
            ? null
            : new Fire(new ScheduleId(oneOf(random, SCHEDULES)), NOON.plusSeconds(i));
    RunSpec spec =
        new RunSpec(
            oneOf(random, HANDLERS),
            "{\"say\":\"" + oneOf(random, WORDS) + "\"}",
            random.nextInt(10),
            null,
            null,
            random.nextInt(4) == 0 ? oneOf(random, WORDS) + i : null,
            random.nextBoolean() ? List.of() : List.of(oneOf(random, WORDS)),
            Route.ANYWHERE);
    Instant created = NOON.plusMillis(random.nextInt(1_000));
    return Run.open(new RunId(1_000_000L + i), spec, created, created, fire);
  }

  private static Run lived(Random random, Run run) {
    Run running = Samples.running(run, 1L + random.nextInt(9));
    return switch (random.nextInt(5)) {
      case 0 -> run;
      case 1 -> running;
      case 2 -> Samples.succeeded(running, NOON, null);
      case 3 ->
          Samples.failed(running, NOON, new Failure("Boom", oneOf(random, WORDS), null, "stack"));
      default -> run.to(RunState.CANCELLED).finishedAt(NOON).note(oneOf(random, WORDS)).done();
    };
  }

  private static RunFilter filter(Random random) {
    Set<RunState> states = EnumSet.noneOf(RunState.class);
    for (RunState state : RunState.values()) {
      if (random.nextInt(4) == 0) {
        states.add(state);
      }
    }
    return new RunFilter(
        random.nextBoolean() ? Set.of() : states,
        maybe(random, oneOf(random, List.of("echo", "mail", "nobody"))),
        random.nextInt(3) > 0 ? null : new ScheduleId(oneOf(random, SCHEDULES)),
        random.nextInt(4) > 0 ? null : oneOf(random, List.of("local", "elsewhere")),
        random.nextInt(3) > 0 ? null : oneOf(random, WORDS),
        random.nextInt(3) > 0 ? null : NOON.plusMillis(random.nextInt(1_000)),
        random.nextInt(3) > 0 ? null : NOON.plusMillis(random.nextInt(1_000)),
        random.nextInt(3) > 0
            ? null
            : oneOf(
                random, List.of("RED", "b", "%", "audit_l", "Über", new RunId(1_000_007) + "")));
  }

  private static @Nullable String maybe(Random random, String value) {
    return random.nextBoolean() ? null : value;
  }

  private static String oneOf(Random random, List<String> values) {
    return values.get(random.nextInt(values.size()));
  }

  private static boolean matches(RunFilter filter, Run run) {
    boolean states = filter.states().isEmpty() || filter.states().contains(run.state());
    boolean handler = filter.handler() == null || run.spec().handler().equals(filter.handler());
    boolean schedule =
        filter.schedule() == null
            || (run.fire() != null && run.fire().schedule().equals(filter.schedule()));
    boolean target =
        filter.target() == null
            || (run.attempt() != null && run.attempt().target().equals(filter.target()));
    boolean tag = filter.tag() == null || run.spec().tags().contains(filter.tag());
    boolean from = filter.from() == null || run.createdAt().compareTo(filter.from()) >= 0;
    boolean to = filter.to() == null || run.createdAt().compareTo(filter.to()) < 0;
    boolean text = filter.text() == null || says(run, filter.text());
    return states && handler && schedule && target && tag && from && to && text;
  }

  private static boolean says(Run run, String text) {
    Stream<@Nullable String> own =
        Stream.of(run.spec().handler(), run.spec().key(), run.spec().args(), run.note());
    Stream<@Nullable String> failure =
        run.attempt() == null || run.attempt().failure() == null
            ? Stream.of()
            : Stream.of(run.attempt().failure().type(), run.attempt().failure().message());
    return run.id().toString().equals(text)
        || Stream.concat(own, failure)
            .anyMatch(place -> place != null && ascii(place).contains(ascii(text)));
  }

  /** Without its umlauts, which have to match exactly, and in small letters. */
  private static String ascii(String text) {
    return text.replace("Ü", "<Ü>").toLowerCase(Locale.ROOT).replace("<ü>", "Ü");
  }

  private static List<Run> pages(Storage storage, RunFilter filter, int limit) {
    List<Run> seen = new ArrayList<>();
    Page<Run> page = storage.runs().list(filter, null, limit);
    while (page.next() != null) {
      assertThat(page.items()).hasSize(limit);
      seen.addAll(page.items());
      page = storage.runs().list(filter, page.next(), limit);
    }
    seen.addAll(page.items());
    return seen;
  }
}
