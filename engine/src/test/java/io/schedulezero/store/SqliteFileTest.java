package io.schedulezero.store;

import static io.schedulezero.store.Samples.NOON;
import static io.schedulezero.store.Samples.aRun;
import static io.schedulezero.store.Samples.await;
import static io.schedulezero.store.Samples.running;
import static io.schedulezero.store.Samples.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schedulezero.journal.Change;
import io.schedulezero.journal.Change.AddRun;
import io.schedulezero.journal.Change.MoveRun;
import io.schedulezero.journal.Change.SaveHandler;
import io.schedulezero.journal.Journal.Waiting;
import io.schedulezero.journal.JournalUnavailable;
import io.schedulezero.journal.Receipt;
import io.schedulezero.run.Run;
import io.schedulezero.run.RunFilter;
import io.schedulezero.run.RunId;
import io.schedulezero.run.RunState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a data file can do: stay, be locked, be too new, be full. */
final class SqliteFileTest {
  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void chooseFile() {
    file = directory.resolve("deep/er/data.db");
  }

  private Storage open() {
    return Storage.sqlite(file, StorageOptions.with(Thread::new));
  }

  @Test
  void a_new_file_is_made_with_its_directories_and_only_its_owner_reads_it() throws IOException {
    open().close();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void everything_is_in_the_one_file_after_a_close() {
    try (Storage storage = open()) {
      write(storage.journal(), aRun(1).held());
      assertThat(storage.runs().find(new RunId(1))).isPresent();
    }

    assertThat(file).isNotEmptyFile();
    assertThat(file.resolveSibling("data.db-wal")).doesNotExist();
  }

  @Test
  void a_closed_file_is_not_read() {
    Storage storage = open();
    storage.close();

    assertThatThrownBy(() -> storage.runs().find(new RunId(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(file + " is closed");
  }

  @Test
  void a_second_start_finds_everything_in_a_later_epoch() {
    AddRun added = aRun(1).held();
    long epoch;
    try (Storage storage = open()) {
      epoch = storage.journal().epoch();
      write(storage.journal(), added);
    }

    try (Storage storage = open()) {
      assertThat(storage.journal().epoch()).isGreaterThan(epoch);
      assertThat(storage.runs().find(new RunId(1))).contains(added.run());
    }
  }

  @Test
  void what_an_earlier_process_held_waits_again_and_what_it_ran_is_handed_over() {
    AddRun queued = aRun(1).held();
    AddRun scheduled = aRun(2).dueAt(NOON.plusSeconds(60)).held();
    AddRun started = aRun(3).held();
    Run running = running(started.run(), 5);
    try (Storage storage = open()) {
      write(
          storage.journal(),
          queued,
          scheduled,
          started,
          new MoveRun(running, null, true),
          aRun(4).waiting());
      Samples.finish(storage.journal(), aRun(5), RunState.FAILED, Duration.ZERO);
    }

    try (Storage storage = open()) {
      write(storage.journal(), aRun(6).held());
      assertThat(await(storage.journal().recover())).containsExactly(running);
      assertThat(await(storage.journal().recover())).isEmpty();
      assertThat(await(storage.journal().waiting())).containsExactly(new Waiting("echo", NOON));
      assertThat(
              JournalContract.ids(
                  await(storage.journal().claim("echo", NOON.plusSeconds(61), 10)).runs()))
          .containsExactly(1L, 4L, 2L);
    }
  }

  @Test
  void a_finished_run_that_an_earlier_process_took_can_be_taken() {
    Run done;
    try (Storage storage = open()) {
      done = Samples.finish(storage.journal(), aRun(1), RunState.FAILED, Duration.ZERO);
      assertThat(await(storage.journal().take(done.id()))).isPresent();
    }

    try (Storage storage = open()) {
      assertThat(await(storage.journal().take(done.id()))).contains(done);
    }
  }

  @Test
  void a_file_in_use_is_refused_by_name_and_free_after_close() {
    try (Storage storage = open()) {
      assertThat(storage.journal().epoch()).isPositive();
      assertThatThrownBy(this::open)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(file.toString())
          .hasMessageContaining("in use by process " + ProcessHandle.current().pid());
    }
    open().close();
  }

  @Test
  void a_file_of_a_newer_version_is_refused_and_left_alone() throws SQLException, IOException {
    open().close();
    execute("PRAGMA user_version = 99");
    byte[] before = Files.readAllBytes(file);

    assertThatThrownBy(this::open)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("version 99")
        .hasMessageContaining("newer program");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  @Test
  void a_file_that_is_no_database_is_refused_by_name_and_left_alone() throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "This is a letter to my grandmother. ".repeat(100));

    assertThatThrownBy(this::open)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("not a database");
    assertThat(Files.readString(file)).startsWith("This is a letter");
  }

  @Test
  void the_newest_version_is_that_of_the_newest_migration() throws IOException {
    try (Stream<Path> migrations = Files.list(Path.of("src/main/resources/db/migration/sqlite"))) {
      assertThat(migrations.map(path -> path.getFileName().toString()))
          .allMatch(name -> name.startsWith("V"))
          .anyMatch(name -> name.startsWith("V" + SqliteFile.NEWEST_VERSION + "__"))
          .hasSize(SqliteFile.NEWEST_VERSION);
    }
  }

  @Test
  void a_new_file_is_what_the_migrations_make_of_an_empty_one() throws SQLException, IOException {
    Path migrated = file.resolveSibling("migrated.db");
    SqliteFile.open(file).close();
    SqliteFile.createEmpty(migrated);
    SqliteFile.open(migrated).close();

    assertThat(schema(file)).hasSizeGreaterThan(10).isEqualTo(schema(migrated));
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(file.resolveSibling(file.getFileName() + ".new")).doesNotExist();
  }

  @Test
  void a_file_of_the_first_version_is_brought_to_the_newest() throws SQLException, IOException {
    SqliteFile.open(file.resolveSibling("newest.db")).close();
    SqliteFile.createEmpty(file);
    Flyway.configure()
        .dataSource("jdbc:sqlite:" + file, null, null)
        .locations("classpath:db/migration/sqlite")
        .target("1")
        .load()
        .migrate();
    execute("INSERT INTO handlers (id, name) VALUES (7, 'mail')");

    try (Storage storage = open()) {
      assertThat(storage.handlers().descriptions()).isEmpty();
      write(storage.journal(), new SaveHandler("mail", "{}"));
      assertThat(storage.handlers().descriptions()).isEqualTo(Map.of("mail", "{}"));
    }
    assertThat(schema(file)).isEqualTo(schema(file.resolveSibling("newest.db")));
  }

  @Test
  void what_a_deleted_file_left_beside_is_not_put_into_the_new_one() throws IOException {
    Files.createDirectories(file.getParent());
    Path log = file.resolveSibling(file.getFileName() + "-wal");
    Path journal = file.resolveSibling(file.getFileName() + "-journal");
    Files.writeString(log, "frames of another file");
    Files.writeString(journal, "pages of another file");

    try (Storage storage = open()) {
      write(storage.journal(), aRun(1).held());
      assertThat(Files.readString(log, StandardCharsets.ISO_8859_1)).doesNotContain("another file");
    }
    assertThat(journal).doesNotExist();
  }

  /** Its tables and indexes, and the migrations that it has seen. */
  private static List<String> schema(Path file) throws SQLException {
    List<String> schema = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT sql FROM (SELECT type, name, sql FROM sqlite_master ORDER BY type, name)"
                    + " UNION ALL SELECT version || ' ' || checksum FROM flyway_schema_history")) {
      while (row.next()) {
        schema.add(row.getString(1));
      }
    }
    return schema;
  }

  @Test
  void every_commit_reaches_the_disk() throws SQLException, IOException {
    try (SqliteFile database = SqliteFile.open(file);
        Connection writer = database.openWriter();
        Statement statement = writer.createStatement()) {
      assertThat(pragma(statement, "journal_mode")).isEqualTo("wal");
      assertThat(pragma(statement, "synchronous")).isEqualTo("2");
    }
  }

  @Test
  void a_full_disk_refuses_what_does_not_fit_and_nothing_else() throws IOException, SQLException {
    FaultyDatabase disk = new FaultyDatabase(SqliteFile.open(file));
    try (Storage storage = Storage.on(disk, StorageOptions.with(Thread::new))) {
      write(storage.journal(), aRun(1).held());
      disk.limitPages(100);
      int refused = 0;
      int written = 1;
      for (int i = 2; i < 60; i++) {
        CompletableFuture<Receipt> future =
            storage.journal().write(List.of((Change) aRun(i).args("x".repeat(20_000)).held()));
        try {
          await(future);
          written++;
        } catch (JournalUnavailable e) {
          assertThat(e).hasMessageContaining("full");
          refused++;
        }
      }
      assertThat(refused).isPositive();
      assertThat(storage.runs().list(RunFilter.ALL, null, 100).items()).hasSize(written);

      disk.limitPages(1 << 20);
      write(storage.journal(), aRun(100).args("x".repeat(20_000)).held());
      assertThat(storage.runs().list(RunFilter.ALL, null, 100).items()).hasSize(written + 1);
    }
  }

  @Test
  void a_commit_that_failed_is_answered_once_a_later_one_has_made_it_impossible()
      throws IOException, SQLException {
    FaultyDatabase disk = new FaultyDatabase(SqliteFile.open(file));
    try (Storage storage = Storage.on(disk, StorageOptions.with(Thread::new))) {
      write(storage.journal(), aRun(1).held());
      disk.failCommits(3);
      CompletableFuture<Receipt> unsure = storage.journal().write(List.of(aRun(2).held()));
      Awaitility.await().until(() -> disk.failuresLeft() < 3);

      assertThat(unsure).isNotDone();
      assertThatThrownBy(() -> await(unsure))
          .isInstanceOf(JournalUnavailable.class)
          .hasMessageContaining("Nothing was written");
      assertThat(disk.failuresLeft()).isZero();
      write(storage.journal(), aRun(3).held());
      assertThat(JournalContract.ids(storage.runs().list(RunFilter.ALL, null, 10).items()))
          .containsExactly(3L, 1L);
    }
  }

  private static String pragma(Statement statement, String name) throws SQLException {
    try (ResultSet row = statement.executeQuery("PRAGMA " + name)) {
      return row.getString(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
