package io.schedulezero;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.schedulezero.handler.Handler;
import io.schedulezero.handler.InvalidHandler;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start that fails leaves nothing behind that keeps the next one from succeeding. */
final class FailedStartTest {
  @TempDir private Path folder;

  static final class Work {
    @Handler
    String greet() {
      return "hello";
    }
  }

  static final class Twice {
    @Handler(name = "greet")
    void first() {}

    @Handler(name = "greet")
    void second() {}
  }

  @Test
  void a_handler_that_cannot_be_registered_leaves_the_data_file_free() {
    Path file = folder.resolve("handlers.db");

    assertThatThrownBy(() -> ScheduleZero.builder().sqlite(file).handlers(new Twice()).start())
        .isInstanceOf(InvalidHandler.class)
        .hasMessageContaining("Twice");

    assertThatItStarts(file);
  }

  @Test
  void a_start_on_an_interrupted_thread_leaves_no_store_open() {
    Path file = folder.resolve("interrupted.db");
    Thread.currentThread().interrupt();
    try {
      ScheduleZero.builder().sqlite(file).handlers(new Work()).start().close();
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }

    assertThatItStarts(file);
  }

  @Test
  void a_store_that_cannot_be_read_leaves_no_thread_and_the_data_file_free() throws SQLException {
    Path file = folder.resolve("unreadable.db");
    try (ScheduleZero sz = ScheduleZero.builder().sqlite(file).handlers(new Work()).start()) {
      sz.schedule("s").calls("greet", Map.of()).every(Duration.ofHours(1)).create();
    }
    Set<Thread> before = ours();
    execute(file, "UPDATE schedules SET spec = 'broken ' || spec");

    assertThatThrownBy(() -> ScheduleZero.builder().sqlite(file).handlers(new Work()).start())
        .isInstanceOf(RuntimeException.class);

    await().until(() -> before.containsAll(ours()));
    execute(file, "UPDATE schedules SET spec = substr(spec, 8)");
    assertThatItStarts(file);
  }

  private static void execute(Path file, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(sql)).isEqualTo(1);
    }
  }

  private static void assertThatItStarts(Path file) {
    try (ScheduleZero sz = ScheduleZero.builder().sqlite(file).handlers(new Work()).start()) {
      assertThat(sz.run("greet", Map.of()).result(String.class)).contains("hello");
    }
  }

  private static Set<Thread> ours() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("sz-"))
        .collect(Collectors.toSet());
  }
}
