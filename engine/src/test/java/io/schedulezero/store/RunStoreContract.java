package io.schedulezero.store;

import static io.schedulezero.store.Samples.NOON;
import static io.schedulezero.store.Samples.aRun;
import static io.schedulezero.store.Samples.await;
import static io.schedulezero.store.Samples.finish;
import static io.schedulezero.store.Samples.running;
import static io.schedulezero.store.Samples.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schedulezero.journal.Change.AddLogs;
import io.schedulezero.journal.Change.AddRun;
import io.schedulezero.journal.Change.MoveRun;
import io.schedulezero.run.Affinity;
import io.schedulezero.run.Backoff;
import io.schedulezero.run.Fire;
import io.schedulezero.run.LogLine;
import io.schedulezero.run.Page;
import io.schedulezero.run.RetryPolicy;
import io.schedulezero.run.Route;
import io.schedulezero.run.Run;
import io.schedulezero.run.RunFilter;
import io.schedulezero.run.RunId;
import io.schedulezero.run.RunSpec;
import io.schedulezero.run.RunState;
import io.schedulezero.run.RunTotals;
import io.schedulezero.run.ScheduleId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store of runs answers, whatever keeps its data. */
abstract class RunStoreContract extends StoreContract {
  /** The first and the last instant that a store keeps exactly. */
  private static final Instant FIRST = Instant.parse("-290000-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("+290000-12-31T23:59:59.999999Z");

  static List<String> hostileTexts() {
    return List.of(
        "it's \"quoted\" -- ; DROP TABLE runs",
        "nul \u0000 in the middle",
        "\u0000",
        "emoji \uD83D\uDE80 and \u0130stanbul",
        "line\nbreak\ttab\\back%like_",
        "",
        "x".repeat(1 << 20));
  }

  @ParameterizedTest
  @MethodSource("hostileTexts")
  void any_text_comes_back_as_it_was(String text) {
    RunSpec spec =
        new RunSpec(
            "h" + text, text, 0, null, null, "k" + text, List.of(text, "b"), Route.ANYWHERE);
    Run open = Run.open(new RunId(1), spec, NOON, NOON, new Fire(new ScheduleId("s"), NOON));
    Run done = Samples.succeeded(running(open, 4), NOON, text);

    write(journal, new AddRun(open, true), new MoveRun(done, null, false));

    assertThat(runs.find(open.id())).contains(done);
  }

  @ParameterizedTest
  @MethodSource("hostileTexts")
  void a_text_or_a_tag_finds_exactly_the_runs_that_have_it(String text) {
    Run has = aRun(1).args("before " + text + " after").tags(text).open();
    Run hasNot = aRun(2).args("other").tags("other", "x" + text + "x").open();
    write(journal, new AddRun(has, true), new AddRun(hasNot, true));

    assertThat(ids(list(new RunFilter(Set.of(), null, null, null, text, null, null, null))))
        .containsExactly(1L);
    if (!text.isEmpty()) {
      assertThat(ids(list(new RunFilter(Set.of(), null, null, null, null, null, null, text))))
          .containsExactly(1L);
    }
  }

  @Test
  void a_text_is_found_whatever_the_case_of_its_letters_and_a_whole_id_finds_its_run() {
    Run run = aRun(77).args("{\"to\":\"Ada Lovelace\"}").open();
    write(journal, new AddRun(run, true), aRun(78).held());

    assertThat(ids(list(text("ada lOVE")))).containsExactly(77L);
    assertThat(ids(list(text(run.id().toString())))).containsExactly(77L);
    assertThat(ids(list(text(run.id().toString().substring(1))))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 999_999, -1, -999_999, -1_000_000})
  void instants_are_exact_to_the_microsecond(long micros) {
    Instant instant = Instant.EPOCH.plusNanos(micros * 1_000);

    write(journal, aRun(1).createdAt(instant).fire("s", instant).held());

    Run found = runs.find(new RunId(1)).orElseThrow();
    assertThat(found.createdAt()).isEqualTo(instant);
    assertThat(found.fire()).isEqualTo(new Fire(new ScheduleId("s"), instant));
  }

  @Test
  void instants_keep_their_order_at_the_ends_of_time() {
    write(
        journal,
        aRun(1).createdAt(LAST).waiting(),
        aRun(2).createdAt(FIRST).waiting(),
        aRun(3).waiting());

    assertThat(runs.find(new RunId(1)).orElseThrow().createdAt()).isEqualTo(LAST);
    assertThat(runs.find(new RunId(2)).orElseThrow().createdAt()).isEqualTo(FIRST);
    assertThat(ids(await(journal.claim("echo", Instant.MAX, 10)).runs()))
        .containsExactly(2L, 3L, 1L);
  }

  @Test
  void what_the_author_decided_comes_back() {
    RetryPolicy retry =
        new RetryPolicy(
            Backoff.DECORRELATED_JITTER,
            7,
            Duration.ofNanos(1),
            Duration.ofDays(9),
            2.5,
            0.1,
            Duration.ofHours(1));
    Route route =
        new Route(
            Map.of("gpu", "true", "zone", "a"), "w1", "^2", new Affinity("$.customer", "acme"));
    RunSpec spec =
        new RunSpec("echo", "{}", 9, Duration.ofMillis(250), retry, "k", List.of("a", "b"), route);
    Run run = Run.open(new RunId(1), spec, NOON, NOON.plusSeconds(1), null);

    write(journal, new AddRun(run, true));

    assertThat(runs.find(run.id())).contains(run);
  }

  @Test
  void pages_follow_one_another_though_new_runs_arrive() {
    List<CompletableFuture<?>> writes = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      writes.add(journal.write(List.of(aRun(i).held())));
    }
    writes.forEach(Samples::await);

    List<Long> seen = new ArrayList<>();
    Page<Run> page = runs.list(RunFilter.ALL, null, 7);
    for (int next = 100; page.next() != null; next++) {
      seen.addAll(ids(page));
      write(journal, aRun(next).held());
      page = runs.list(RunFilter.ALL, page.next(), 7);
    }
    seen.addAll(ids(page));

    assertThat(seen).hasSize(100).doesNotHaveDuplicates().startsWith(99L, 98L).endsWith(1L, 0L);
  }

  @Test
  void a_page_that_holds_the_last_run_has_no_next() {
    write(journal, aRun(1).held(), aRun(2).held());

    assertThat(runs.list(RunFilter.ALL, null, 2).next()).isNull();
    assertThat(runs.list(RunFilter.ALL, null, 1).next()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "7", "not a cursor at all", "z000000000000"})
  void a_cursor_that_is_not_ours_is_refused(String cursor) {
    assertThatThrownBy(() -> runs.list(RunFilter.ALL, cursor, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cursor \"" + cursor);
  }

  @Test
  void log_lines_come_back_in_order_after_a_number() {
    write(journal, aRun(1).held(), new AddLogs(new RunId(1), List.of(line(1), line(2))));
    write(journal, new AddLogs(new RunId(1), List.of(line(3), line(4))));

    assertThat(runs.logs(new RunId(1), 1, 2)).containsExactly(line(2), line(3));
    assertThat(runs.logs(new RunId(1), 4, 2)).isEmpty();
    assertThat(runs.logs(new RunId(2), 0, 2)).isEmpty();
  }

  private static LogLine line(int number) {
    return new LogLine(number, 1, NOON.plusMillis(number), "INFO", "line " + number);
  }

  @Test
  void fires_whose_runs_have_not_finished_are_handed_over() {
    finish(journal, aRun(1).fire("s", NOON), RunState.SUCCEEDED, Duration.ZERO);
    AddRun running = aRun(2).fire("s", NOON.plusSeconds(1)).held();
    write(
        journal,
        running,
        new MoveRun(running(running.run(), 9), null, true),
        aRun(3).fire("t", NOON).waiting(),
        aRun(4).held());

    Map<Long, Fire> found = new HashMap<>();
    runs.forEachUnfinishedFire((id, fire) -> found.put(id.value(), fire));

    assertThat(found)
        .isEqualTo(
            Map.of(
                2L,
                new Fire(new ScheduleId("s"), NOON.plusSeconds(1)),
                3L,
                new Fire(new ScheduleId("t"), NOON)));
  }

  @Test
  void totals_add_up_by_step_handler_and_state() {
    Instant minute = Instant.parse("2026-12-01T12:00:00Z");
    finish(journal, aRun(1).createdAt(minute), RunState.SUCCEEDED, Duration.ofMillis(10));
    finish(journal, aRun(2).createdAt(minute), RunState.SUCCEEDED, Duration.ofMillis(30));
    finish(journal, aRun(3).createdAt(minute), RunState.FAILED, Duration.ofSeconds(60));
    finish(journal, aRun(4).of("mail").createdAt(minute), RunState.SKIPPED, Duration.ZERO);
    finish(journal, aRun(5).createdAt(minute.plusSeconds(600)), RunState.SUCCEEDED, Duration.ZERO);

    assertThat(runs.totals(minute, minute.plusSeconds(600), Duration.ofMinutes(1)))
        .containsExactly(
            new RunTotals(minute, "echo", RunState.SUCCEEDED, 2, 0, 40),
            new RunTotals(minute, "mail", RunState.SKIPPED, 1, 0, 0),
            new RunTotals(minute.plusSeconds(60), "echo", RunState.FAILED, 1, 0, 60_000));
    assertThat(runs.totals(minute, minute.plusSeconds(601), Duration.ofMinutes(15)))
        .containsExactly(
            new RunTotals(minute, "echo", RunState.SUCCEEDED, 3, 0, 40),
            new RunTotals(minute, "echo", RunState.FAILED, 1, 0, 60_000),
            new RunTotals(minute, "mail", RunState.SKIPPED, 1, 0, 0));
  }

  private List<Run> list(RunFilter filter) {
    return runs.list(filter, null, 100).items();
  }

  private static RunFilter text(String text) {
    return new RunFilter(Set.of(), null, null, null, null, null, null, text);
  }

  private static List<Long> ids(Page<Run> page) {
    return ids(page.items());
  }

  private static List<Long> ids(List<Run> runs) {
    return runs.stream().map(run -> run.id().value()).toList();
  }
}
