package io.schedulezero.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulezero.crash.Data.RunRow;
import io.schedulezero.crash.Data.ScheduleRow;
import io.schedulezero.crash.Data.SkipRow;
import io.schedulezero.crash.Evidence.Submission;
import io.schedulezero.crash.Executions.Line;
import io.schedulezero.run.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

/**
 * The short form of the crash test, {@code tests/crash/run} is the long one; then what is left of
 * it is falsified in every way that the audit is there for.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EmbeddedCrashTest {
  private static final int ROUNDS = 6;
  private static final String COLUMNS =
      "handler, state, urgency, created_at, due_at, schedule, fire_time, number, target,"
          + " started_at, outcome, args";

  private final StringBuilder log = new StringBuilder();
  private final CrashRun crash;
  @TempDir Path directory = Path.of("");

  EmbeddedCrashTest() throws Exception {
    Path home = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "embedded-");
    crash = CrashRun.of(home, ROUNDS, System.nanoTime() % 1_000_000, false, log::append);
  }

  @BeforeAll
  void nothing_was_lost_or_doubled() {
    assertThat(crash.audit().isClean()).as("%s%n%s", log, crash.verdict()).isTrue();
  }

  @AfterAll
  void tidy() throws IOException {
    if (crash.audit().isClean()) {
      crash.home().delete();
    }
  }

  @Test
  void the_load_was_of_every_kind() {
    Figures figures = crash.figures();

    assertThat(figures.acknowledged()).isGreaterThan(50);
    assertThat(figures.changes()).isGreaterThan(20);
    assertThat(figures.fired()).isPositive();
    assertThat(figures.skipped()).isPositive();
  }

  @Test
  void a_run_that_is_gone_is_missed() throws Exception {
    RunRow run = submitted("work");

    assertThat(after(delete(run))).contains(run.id() + ": request " + run.tag());
  }

  @Test
  void a_request_with_two_runs_is_noticed() throws Exception {
    RunRow run = submitted("work");

    assertThat(after(copyOf(run, COLUMNS))).contains("request " + run.tag() + " made 2 runs");
  }

  @Test
  void a_run_that_nobody_asked_for_is_noticed() throws Exception {
    RunRow run = submitted("work");
    String sql = "UPDATE runs SET args = replace(args, '\"tag\":\"', '\"tag\":\"x')" + where(run);

    assertThat(after(sql)).contains("nobody asked for it: x" + run.tag());
  }

  @Test
  void a_run_that_is_not_over_is_noticed() throws Exception {
    RunRow run = submitted("work");

    assertThat(after("UPDATE runs SET state = 2" + where(run)))
        .contains(run.id() + ": it is running at rest");
  }

  @Test
  void a_run_that_was_over_otherwise_is_noticed() throws Exception {
    RunRow run =
        crash.evidence().sightings().stream()
            .filter(seen -> seen.state().equals("succeeded"))
            .map(seen -> Objects.requireNonNull(data().runs().get(seen.run())))
            .findFirst()
            .orElseThrow();

    assertThat(after("UPDATE runs SET state = 5" + where(run)))
        .contains(run.id() + ": was seen succeeded")
        .contains(run.id() + ": should not be cancelled");
  }

  @Test
  void half_a_batch_is_noticed() throws Exception {
    Submission batch =
        crash.evidence().submissions().stream()
            .filter(s -> s.runs().size() > 1 && s.isAcknowledged())
            .findFirst()
            .orElseThrow();
    RunRow first = Objects.requireNonNull(data().runs().get(batch.ids().get(0)));

    assertThat(after(delete(first))).contains("of its batch of " + batch.runs().size());
  }

  @Test
  void a_success_without_an_execution_is_noticed() throws Exception {
    RunRow run = submitted("work");
    Home copy = copy();
    List<String> kept =
        Files.readAllLines(copy.executions()).stream()
            .filter(line -> !line.contains(run.id()))
            .toList();
    Files.write(copy.executions(), kept);

    assertThat(breaches(copy)).contains(run.id() + ": succeeded, but its handler did not");
  }

  @Test
  void a_second_execution_of_what_runs_at_most_once_is_noticed() throws Exception {
    Line line =
        Objects.requireNonNull(crash.audit().executions().of(submitted("once").id())).get(0);

    assertThat(afterBegin(line.run(), line.fence() + 1_000_000))
        .contains(line.run() + ": runs at most once, and ran")
        .contains(line.run() + ": runs at most once, and began without a record");
  }

  @Test
  void fences_that_do_not_grow_or_are_given_twice_are_noticed() throws Exception {
    Line line =
        Objects.requireNonNull(crash.audit().executions().of(submitted("work").id())).get(0);

    assertThat(afterBegin(line.run(), line.fence() - 1)).contains(line.run() + ": fence");
    assertThat(afterBegin("another", line.fence())).contains("had been given to " + line.run());
  }

  @Test
  void attempts_that_are_not_numbered_in_order_are_noticed() throws Exception {
    RunRow run = submitted("work");

    assertThat(after("UPDATE runs SET number = number + 1" + where(run)))
        .contains(run.id() + ": its attempts by fence are not 1, 2, 3");
  }

  @Test
  void a_fire_that_made_nothing_is_missed() throws Exception {
    RunRow run = surelyFired();

    assertThat(after(delete(run)))
        .contains(run.schedule() + ": its fire of " + run.fireTime() + " made no run and no skip");
  }

  @Test
  void a_skip_that_is_gone_is_missed() throws Exception {
    SkipRow skip = surelySkipped();

    assertThat(after("DELETE FROM skips" + where(skip)))
        .contains(skip.schedule() + ": its fire of " + skip.first() + " made no run and no skip");
  }

  @Test
  void a_skip_that_counts_wrong_is_noticed() throws Exception {
    SkipRow skip = surelySkipped();

    assertThat(after("UPDATE skips SET count = count + 1" + where(skip)))
        .contains(skip.schedule() + ": the fires");
  }

  @Test
  void a_fire_with_a_run_and_a_skip_is_noticed() throws Exception {
    RunRow run = surelyFired();
    String skip =
        "INSERT INTO skips SELECT schedule, fire_time, fire_time, 1, 0, 'made up' FROM runs";

    assertThat(after(skip + where(run)))
        .contains(run.schedule() + ": its fire of " + run.fireTime() + " made run " + run.id());
  }

  @Test
  void a_fire_between_the_fires_is_noticed() throws Exception {
    RunRow run = surelyFired();
    String columns = COLUMNS.replace("fire_time", "fire_time + 1000");

    assertThat(after(copyOf(run, columns))).contains("its schedule does not fire at");
  }

  @Test
  void a_schedule_that_stopped_firing_is_noticed() throws Exception {
    String id = surelySkipped().schedule();

    assertThat(
            after(
                "UPDATE schedules SET handled_up_to = NULL WHERE id = '" + id + "'",
                "DELETE FROM skips WHERE schedule = '" + id + "'",
                "DELETE FROM runs WHERE schedule = '" + id + "'"))
        .contains(id + ": it stopped firing");
  }

  @Test
  void a_schedule_that_is_gone_or_changed_is_missed() throws Exception {
    String id = surelySkipped().schedule();
    String row = " WHERE id = '" + id + "'";

    assertThat(after("DELETE FROM schedules" + row)).contains(id + ": it was acknowledged as");
    assertThat(after("UPDATE schedules SET spec = replace(spec, 'tag', 'gat')" + row))
        .contains(id + ": it was acknowledged as");
  }

  @Test
  void a_deleted_schedule_that_is_back_is_noticed() throws Exception {
    ScheduleStory deleted = deleted();
    assertThat(after(copyAs(deleted.id())))
        .contains(deleted.id() + ": its deletion was acknowledged");
  }

  /** Another schedule like one that there is. */
  private static String copyAs(String id) {
    String others = "spec, trigger, policies, created_at, updated_at, version";
    return "INSERT INTO schedules (id, %s) SELECT '%s', %s FROM schedules LIMIT 1"
        .formatted(others, id, others);
  }

  @Test
  void a_fire_after_the_deletion_is_noticed() throws Exception {
    ScheduleStory deleted = deleted();
    long later = micros(crash.stop().ended()) + 1_000_000;
    RunRow run = submitted("work");
    String columns =
        COLUMNS
            .replace("fire_time", String.valueOf(later))
            .replace("schedule", "'" + deleted.id() + "'");

    assertThat(after(copyOf(run, columns))).contains("made after the deletion of " + deleted.id());
  }

  @Test
  void a_schedule_that_nobody_made_is_noticed() throws Exception {
    assertThat(after(copyAs("strange"))).contains("strange: nobody made this schedule");
  }

  @Test
  void counts_that_are_not_those_of_the_runs_are_noticed() throws Exception {
    assertThat(after("UPDATE finished SET runs = runs + 1"))
        .contains("the data file: of handler")
        .contains("by the table finished");
  }

  @Test
  void the_audit_says_what_is_known_of_a_run() {
    RunRow run = submitted("work");

    assertThat(Timeline.of(run.id(), crash.evidence(), crash.audit(), crash.kills()))
        .containsSubsequence("asked for", "made: ", "AttemptRow", "handler: ");
  }

  private Data data() {
    return crash.audit().data();
  }

  /** A run of one attempt whose request was alone and acknowledged. */
  private RunRow submitted(String handler) {
    return crash.evidence().submissions().stream()
        .filter(s -> s.ids().size() == 1 && s.runs().get(0).key() == null)
        .map(s -> Objects.requireNonNull(data().runs().get(s.ids().get(0))))
        .filter(run -> run.handler().equals(handler) && run.state().equals("succeeded"))
        .filter(run -> data().attemptsOf(run.id()).size() == 1)
        .filter(run -> crash.audit().executions().of(run.id()).size() == 2)
        .findFirst()
        .orElseThrow();
  }

  private ScheduleStory deleted() {
    return crash.evidence().schedules().values().stream()
        .filter(story -> story.content() == null && story.createdAt() != null)
        .findFirst()
        .orElseThrow();
  }

  /** The fires that a schedule must have had, as far as arithmetic can say. */
  private NavigableSet<Instant> must(String schedule) {
    ScheduleStory story = Objects.requireNonNull(crash.evidence().schedules().get(schedule));
    ScheduleRow row = data().schedules().get(schedule);
    Instant handled = row == null ? null : row.handledUpTo();
    Phases phases =
        Phases.of(story, Objects.requireNonNull(story.createdAt()), crash.stop().ended());
    return phases.must(phases.isComputable() && handled != null ? handled : Instant.EPOCH);
  }

  private RunRow surelyFired() {
    return data().runs().values().stream()
        .filter(run -> run.schedule() != null && run.fireTime() != null)
        .filter(run -> must(Objects.requireNonNull(run.schedule())).contains(run.fireTime()))
        .findFirst()
        .orElseThrow();
  }

  /** Of the oldest schedule, so that more is missed without it than the audit allows for. */
  private SkipRow surelySkipped() {
    return data().skips().values().stream()
        .flatMap(List::stream)
        .filter(skip -> skip.count() == mustWithin(skip).size())
        .min(Comparator.comparing(skip -> must(skip.schedule()).first()))
        .orElseThrow();
  }

  private NavigableSet<Instant> mustWithin(SkipRow skip) {
    return must(skip.schedule()).subSet(skip.first(), true, skip.last(), true);
  }

  private static String delete(RunRow run) {
    return "DELETE FROM runs" + where(run);
  }

  private static String where(RunRow run) {
    return " WHERE id = " + RunId.parse(run.id()).value();
  }

  private static String where(SkipRow skip) {
    return " WHERE schedule = '%s' AND first_at = %d"
        .formatted(skip.schedule(), micros(skip.first()));
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  /** Another run that is the same, but for what is replaced among the columns. */
  private static String copyOf(RunRow run, String columns) {
    return "INSERT INTO runs (id, fence, %s) SELECT 7, 7, %s FROM runs%s"
        .formatted(COLUMNS, columns, where(run));
  }

  private Home copy() throws IOException {
    return crash.home().copyTo(Files.createTempDirectory(directory, "copy-"));
  }

  /** What the audit says when a copy has been tampered with. */
  private String after(String... tampering) throws IOException, SQLException {
    Home copy = copy();
    SQLiteDataSource source = new SQLiteDataSource();
    source.setUrl("jdbc:sqlite:" + copy.database());
    try (Connection connection = source.getConnection();
        Statement sql = connection.createStatement()) {
      for (String one : tampering) {
        assertThat(sql.executeUpdate(one)).isPositive();
      }
    }
    return breaches(copy);
  }

  /** What the audit says when a handler is said to have begun once more. */
  private String afterBegin(String run, long fence) throws IOException, SQLException {
    Home copy = copy();
    String line = "begin %s 9 %d made-up %s\n".formatted(run, fence, crash.stop().ended());
    Files.writeString(copy.executions(), line, StandardOpenOption.APPEND);
    return breaches(copy);
  }

  private String breaches(Home copy) throws IOException, SQLException {
    Stream<Breach> breaches = crash.auditOf(copy).breaches().stream();
    return String.join("\n", breaches.map(Breach::toString).toList());
  }
}
