package io.schedulezero.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Connections that want nothing good, while a worker is at work. The numbers are those of the list
 * of faults in the description of the protocol.
 */
@Execution(ExecutionMode.CONCURRENT)
final class FloodFaultsTest {
  private static final int MANY = 1_000;

  /** More connections than a server has files left after {@link #FEW_FILES} were left to it. */
  private static final int MORE_THAN_FEW = 300;

  private static final int FEW_FILES = 60;
  private static final long LARGEST = 300_000;

  @TempDir Path directory;

  /** What each connection says. */
  enum Words {
    NOTHING,
    GREETING,
    LARGE_FRAME;

    byte[] bytes() {
      return switch (this) {
        case NOTHING -> new byte[0];
        case GREETING -> Flood.greeting();
        case LARGE_FRAME -> Flood.announcement(LARGEST);
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void fault_28_a_thousand_connections_that_lead_nowhere_are_ended_and_a_worker_goes_on(Words words)
      throws Exception {
    try (Site site = new Site(directory, Site.LONG_LEASE);
        Flood flood = new Flood(site.workersPort())) {
      site.startServer();
      site.startWorker(Host.JAVA, "w");
      site.audit(site.api().submit(20, "work", "{\"ms\":1}"));
      long files = site.server().openFiles();

      flood.open(MANY, words.bytes());
      site.audit(site.api().submit(20, "work", "{\"ms\":1}"));
      Wait.until(
          "the connections are ended",
          Site.PATIENCE,
          () -> site.server().openFiles() < files + 20,
          () -> site.server().toString());

      site.audit(site.api().submit(20, "work", "{\"ms\":1}"));
      assertThat(site.server().output()).doesNotContain("OutOfMemoryError");
    }
  }

  @Test
  void fault_29_a_server_without_a_free_file_keeps_its_workers_and_takes_others_when_it_has_one()
      throws Exception {
    try (Site site = new Site(directory, Site.LONG_LEASE);
        Flood flood = new Flood(site.workersPort())) {
      site.startServer();
      site.startWorker(Host.JAVA, "w");
      String since = site.api().worker("w").get("connected_at").asString();
      // From directories, unlike jars, each class is a file to open: all are needed before.
      site.audit(site.api().submit(20, "work", "{\"ms\":1}"));
      long most = site.server().openFiles() + FEW_FILES;
      site.server().mayOpen(most);
      String run = site.api().submit("gate", site.gateArgs("open"));
      site.awaitBegins(run, 1);

      flood.open(MORE_THAN_FEW, new byte[0]);
      Wait.until(
          "the server has no file left",
          Site.PATIENCE,
          () -> site.server().openFiles() >= most - 2,
          () -> site.server().toString());
      site.open("open");
      Wait.until(
          "the handler ends",
          Site.PATIENCE,
          () -> site.executed().of(run).size() == 2,
          () -> site.server().toString());

      site.server().await("soon nobody can connect");

      flood.leave();
      site.audit(List.of(run));
      site.assertOneExecution(run);
      assertThat(site.api().worker("w").get("connected_at").asString()).isEqualTo(since);
      site.startWorker(Host.JAVA, "another");
      site.audit(site.api().submit(20, "work", "{\"ms\":1}"));
    }
  }
}
