package io.schedulezero.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulezero.faults.Site.Place;
import io.schedulezero.server.Main;
import io.schedulezero.wire.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The numbers are those of the list of faults in the description of the protocol. */
@Execution(ExecutionMode.CONCURRENT)
final class ServerFaultsTest {
  private static final String JAVA = "io.schedulezero.faults.Hosts#javaFirst";
  private static final String PYTHON = "io.schedulezero.faults.Hosts#pythonFirst";

  @TempDir Path directory;

  private Site site(Duration lease) throws Exception {
    Site site = new Site(directory, lease);
    site.startServer();
    return site;
  }

  private static void await(CompletableFuture<?> signal) throws Exception {
    signal.get(Site.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Tag("short")
  @ParameterizedTest
  @MethodSource(PYTHON)
  void fault_1_the_worker_of_a_server_that_was_killed_comes_back_by_itself(Host host)
      throws Exception {
    Hosts.assumePresent(host);
    try (Site site = site(Site.LONG_LEASE)) {
      Place worker = site.startWorker(host, "w");
      String before = site.api().submit("work", "{\"ms\":0}");
      site.audit(List.of(before));

      site.server().kill();
      CompletableFuture<?> again = worker.proxy().once(Way.TO_WORKER, Kind.WELCOME, Fate.PASSES);
      site.startServer();
      await(again);

      String after = site.api().submit("work", "{\"ms\":0}");
      site.audit(List.of(before, after));
    }
  }

  @ParameterizedTest
  @MethodSource(JAVA)
  void fault_2_a_hundred_runs_outlive_the_server_and_none_is_executed_again(Host host)
      throws Exception {
    Hosts.assumePresent(host);
    try (Site site = site(Site.LONG_LEASE)) {
      site.startWorker(host, "a", 50);
      site.startWorker(host, "b", 50);
      List<String> runs = site.api().submit(100, "gate", site.gateArgs("open"));
      Awaitility.await("all have begun")
          .atMost(Site.PATIENCE)
          .until(() -> site.executed().lines().size() == 100);

      site.server().kill();
      site.startServer();
      site.awaitWorker("a", "ready");
      site.awaitWorker("b", "ready");
      site.open("open");

      site.audit(runs, 50);
      assertThat(site.executed().lines()).hasSize(200);
      assertThat(runs).allMatch(run -> site.api().state(run).equals("succeeded"));
    }
  }

  @ParameterizedTest
  @MethodSource(JAVA)
  void fault_3_a_result_that_was_committed_and_not_answered_counts_once(Host host)
      throws Exception {
    Hosts.assumePresent(host);
    try (Site site = site(Site.LONG_LEASE)) {
      Place worker = site.startWorker(host, "w");
      CompletableFuture<?> unanswered =
          worker.proxy().once(Way.TO_WORKER, Kind.SERVER_ACK, Fate.IS_DROPPED);
      String run = site.api().submit("work", "{\"ms\":0}");
      await(unanswered);
      site.server().kill();
      site.startServer();
      site.awaitWorker("w", "ready");

      String next = site.api().submit("work", "{\"ms\":0}");
      site.audit(List.of(run, next));
      site.assertOneExecution(run);
    }
  }

  @ParameterizedTest
  @MethodSource(JAVA)
  void fault_4_a_run_that_was_given_away_and_not_sent_is_given_again_and_not_charged(Host host)
      throws Exception {
    Hosts.assumePresent(host);
    try (Site site = site(Site.LONG_LEASE)) {
      Place worker = site.startWorker(host, "w");
      CompletableFuture<?> unsent = worker.proxy().once(Way.TO_WORKER, Kind.RUN, Fate.IS_DROPPED);
      String run = site.api().submit("work", "{\"ms\":0}");
      await(unsent);
      site.server().kill();
      site.startServer();

      site.audit(List.of(run));
      site.assertOneExecution(run);
    }
  }

  @ParameterizedTest
  @MethodSource(JAVA)
  void fault_5_without_a_server_for_longer_than_a_lease_a_worker_stops_its_run(Host host)
      throws Exception {
    Hosts.assumePresent(host);
    try (Site site = site(Site.SHORT_LEASE)) {
      site.startWorker(host, "w");
      String run = site.api().submit("gate", site.gateArgs("open"));
      site.awaitBegins(run, 1);

      site.server().kill();
      Awaitility.await("the handler is stopped")
          .atMost(Site.PATIENCE)
          .until(() -> site.executed().of(run).size() == 2);
      site.startServer();
      site.awaitBegins(run, 2);
      site.open("open");

      site.audit(List.of(run));
      assertThat(site.api().state(run)).isEqualTo("succeeded");
    }
  }

  @ParameterizedTest
  @MethodSource(JAVA)
  void fault_39_a_server_that_stood_still_for_two_leases_takes_no_attempt_away(Host host)
      throws Exception {
    Hosts.assumePresent(host);
    try (Site site = site(Site.SHORT_LEASE)) {
      site.startWorker(host, "w");
      List<String> runs = site.api().submit(Site.SLOTS, "stubborn", site.gateArgs("open"));
      for (String run : runs) {
        site.awaitBegins(run, 1);
      }

      site.server().freeze();
      Awaitility.await("two leases")
          .pollDelay(Site.SHORT_LEASE.multipliedBy(2))
          .atMost(Site.PATIENCE)
          .until(() -> true);
      site.server().thaw();
      site.awaitWorker("w", "ready");
      site.open("open");

      site.audit(runs);
      for (String run : runs) {
        site.assertOneExecution(run);
        assertThat(site.api().state(run)).isEqualTo("succeeded");
      }
    }
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource(JAVA)
  void fault_40_results_are_kept_while_the_store_is_out_of_order(Host host) throws Exception {
    Hosts.assumePresent(host);
    try (Site site = site(Site.LONG_LEASE)) {
      site.startWorker(host, "w");
      List<String> runs = site.api().submit(Site.SLOTS, "gate", site.gateArgs("open"));
      site.awaitBegins(runs.get(0), 1);

      try (Connection held = site.holdStore()) {
        site.open("open");
        Awaitility.await("the store is out of order for longer than anybody waits for it")
            .atMost(Site.PATIENCE)
            .during(Duration.ofSeconds(12))
            .until(() -> site.executed().lines().size() >= 2 * runs.size() && !held.isClosed());
      }

      site.audit(runs);
      assertThat(runs).allMatch(run -> site.api().state(run).equals("succeeded"));
      assertThat(site.executed().lines()).hasSize(2 * runs.size());
    }
  }

  @ParameterizedTest
  @MethodSource(PYTHON)
  void broadcasts_outlive_the_server_and_each_worker_executes_them_once(Host host)
      throws Exception {
    Hosts.assumePresent(host);
    try (Site site = site(Site.LONG_LEASE)) {
      site.startWorker(host, "a");
      site.startWorker(host, "b");
      String open = site.api().submit("gate", site.gateArgs("open"), "\"broadcast\":true");
      Wait.until(
          "both workers have begun",
          Site.PATIENCE,
          () -> site.executed().lines().size() == 2,
          () -> site.story(open));
      String unmade = site.api().submit("work", "{\"ms\":0}", "\"broadcast\":true");

      site.server().kill();
      site.startServer();
      site.awaitWorker("a", "ready");
      site.awaitWorker("b", "ready");
      site.open("open");

      for (String broadcast : List.of(open, unmade)) {
        site.api().await(broadcast, Site.PATIENCE, "succeeded");
        List<String> made = site.api().tagged("broadcast:" + broadcast);
        site.audit(made);
        for (String run : made) {
          site.assertOneExecution(run);
        }
        assertThat(made.stream().map(run -> site.api().target(run))).doesNotHaveDuplicates();
      }
      assertThat(site.api().tagged("broadcast:" + open)).hasSize(2);
    }
  }

  @Test
  @EnabledForJreRange(max = JRE.JAVA_19, disabledReason = "no thread can be killed any more")
  void fault_49_a_server_whose_network_thread_dies_ends_and_its_successor_goes_on()
      throws Exception {
    try (Site site = new Site(directory, Site.LONG_LEASE)) {
      Path die = directory.resolve("die");
      site.startServer(
          site.serverCommand(DyingServer.class.getName()), Map.of(DyingServer.FILE, "" + die));
      site.startWorker(Host.JAVA, "w");
      String run = site.api().submit("gate", site.gateArgs("open"));
      site.awaitBegins(run, 1);

      Files.writeString(die, "");
      try (Flood somebody = new Flood(site.workersPort())) {
        somebody.open(1, new byte[0]);
        assertThat(site.server().awaitEnd(Site.PATIENCE)).isEqualTo(Main.LOST_A_PART);
      }
      site.startServer();
      site.open("open");

      site.audit(List.of(run));
      site.assertOneExecution(run);
    }
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource(JAVA)
  void a_server_that_is_killed_again_and_again_under_load_loses_and_doubles_nothing(Host host)
      throws Exception {
    Hosts.assumePresent(host);
    try (Site site = site(Site.SHORT_LEASE)) {
      site.startWorker(host, "a");
      site.startWorker(host, "b");
      List<String> runs = new ArrayList<>();
      for (int round = 0; round < 5; round++) {
        runs.addAll(site.api().submit(100, "work", "{\"ms\":20}"));
        site.awaitBegins(runs.get(runs.size() - 60), 1);
        site.server().kill();
        site.startServer();
      }
      site.audit(runs);
      assertThat(runs).allMatch(run -> site.api().state(run).equals("succeeded"));
    }
  }
}
