package io.schedulezero.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulezero.faults.Site.Place;
import io.schedulezero.wire.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The numbers are those of the list of faults in the description of the protocol. */
@Execution(ExecutionMode.CONCURRENT)
final class WorkerFaultsTest {
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
  void fault_6_the_run_of_a_worker_that_was_killed_is_lost_and_runs_again(Host host)
      throws Exception {
    Hosts.assumePresent(host);
    try (Site site = site(Site.SHORT_LEASE)) {
      Place worker = site.startWorker(host, "a");
      String run = site.api().submit("gate", site.gateArgs("open"));
      site.awaitBegins(run, 1);
      site.startWorker(host, "b");

      worker.program().kill();
      site.awaitBegins(run, 2);
      site.open("open");

      site.audit(List.of(run));
      JsonNode attempts = site.api().run(run).get("attempts");
      assertThat(attempts).hasSize(2);
      assertThat(attempts.get(0).get("outcome").asString()).isEqualTo("lost");
      assertThat(attempts.get(1).get("worker").asString()).isEqualTo("b");
    }
  }

  @ParameterizedTest
  @MethodSource(JAVA)
  void fault_7_a_worker_that_slept_for_two_leases_changes_nothing_when_it_wakes(Host host)
      throws Exception {
    Hosts.assumePresent(host);
    try (Site site = site(Site.SHORT_LEASE)) {
      Place zombie = site.startWorker(host, "zombie");
      String run = site.api().submit("gate", site.gateArgs("open"));
      site.awaitBegins(run, 1);
      site.startWorker(host, "b");

      zombie.program().freeze();
      site.awaitBegins(run, 2);
      site.open("open");
      site.api().await(run, Site.PATIENCE, "succeeded");
      zombie.program().thaw();
      site.awaitWorker("zombie", "ready");

      List<String> more = new ArrayList<>(site.api().submit(20, "work", "{\"ms\":20}"));
      more.add(run);
      site.audit(more);
      assertThat(site.api().run(run).at("/attempts/1/worker").asString()).isEqualTo("b");
    }
  }

  @ParameterizedTest
  @MethodSource(JAVA)
  void fault_8_a_worker_that_sleeps_for_less_than_a_lease_loses_nothing(Host host)
      throws Exception {
    Hosts.assumePresent(host);
    try (Site site = site(Site.LONG_LEASE)) {
      Place worker = site.startWorker(host, "w");
      String run = site.api().submit("gate", site.gateArgs("open"));
      site.awaitBegins(run, 1);

      worker.program().freeze();
      site.awaitWorker("w", "silent");
      worker.program().thaw();
      site.awaitWorker("w", "ready");
      site.open("open");

      site.audit(List.of(run));
      site.assertOneExecution(run);
    }
  }

  @ParameterizedTest
  @MethodSource(PYTHON)
  void fault_20_a_run_that_is_cancelled_while_it_ends_has_one_end(Host host) throws Exception {
    Hosts.assumePresent(host);
    try (Site site = site(Site.LONG_LEASE)) {
      site.startWorker(host, "w");
      List<String> runs = site.api().submit(200, "work", "{\"ms\":3}");
      for (String run : runs) {
        site.api().cancelIfNotOver(run);
      }
      site.audit(runs);
      assertThat(runs)
          .allMatch(run -> List.of("succeeded", "cancelled").contains(site.api().state(run)));
    }
  }

  @ParameterizedTest
  @MethodSource(PYTHON)
  void fault_30_a_result_that_is_too_large_fails_the_run_and_costs_no_connection(Host host)
      throws Exception {
    Hosts.assumePresent(host);
    try (Site site = site(Site.LONG_LEASE)) {
      site.startWorker(host, "w");
      String since = site.api().worker("w").get("connected_at").asString();

      String run = site.api().submit("large", "{\"characters\":300000}");
      String next = site.api().submit("work", "{\"ms\":0}");

      site.audit(List.of(run, next));
      site.assertOneExecution(run);
      assertThat(site.api().run(run).at("/error/type").asString()).isEqualTo("TOO_LARGE");
      assertThat(site.api().worker("w").get("connected_at").asString()).isEqualTo(since);
    }
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource(JAVA)
  void fault_21_of_two_processes_with_one_name_the_newer_is_used(Host host) throws Exception {
    Hosts.assumePresent(host);
    try (Site site = site(Site.SHORT_LEASE)) {
      site.startWorker(host, "w");
      String run = site.api().submit("gate", site.gateArgs("open"));
      site.awaitBegins(run, 1);
      String older = site.api().worker("w").get("instance").asString();

      site.launch(host, "w", Site.SLOTS);
      Awaitility.await("the newer is the worker")
          .atMost(Site.PATIENCE)
          .until(() -> !site.api().worker("w").get("instance").asString().equals(older));
      site.awaitBegins(run, 2);
      site.open("open");

      site.audit(List.of(run));
    }
  }

  @ParameterizedTest
  @MethodSource(JAVA)
  void fault_43_a_worker_that_ends_takes_nothing_new_and_gives_back_what_it_cannot_finish(Host host)
      throws Exception {
    Hosts.assumePresent(host);
    try (Site site = site(Site.SHORT_LEASE)) {
      Place worker = site.startWorker(host, "a");
      String run = site.api().submit("gate", site.gateArgs("open"));
      site.awaitBegins(run, 1);

      worker.program().terminate();
      site.startWorker(host, "b");
      List<String> runs = new ArrayList<>(site.api().submit(20, "work", "{\"ms\":5}"));
      worker.program().awaitEnd(Host.DRAIN_WITHIN.plusSeconds(5));
      site.awaitBegins(run, 2);
      site.open("open");

      runs.add(run);
      site.audit(runs);
      assertThat(site.api().run(run).get("worker").asString()).isEqualTo("b");
    }
  }

  @ParameterizedTest
  @MethodSource(PYTHON)
  void fault_43_a_worker_that_the_server_drains_ends_in_time_and_its_run_goes_elsewhere(Host host)
      throws Exception {
    Hosts.assumePresent(host);
    try (Site site = site(Site.LONG_LEASE)) {
      Place worker = site.startWorker(host, "a");
      String run = site.api().submit("gate", site.gateArgs("open"));
      site.awaitBegins(run, 1);
      site.startWorker(host, "b");

      site.api().ask("POST", "/api/workers/a/drain", "{\"within\":\"2s\"}");
      worker.program().awaitEnd(Site.PATIENCE);
      site.awaitBegins(run, 2);
      site.open("open");

      site.audit(List.of(run));
      assertThat(site.api().run(run).get("worker").asString()).isEqualTo("b");
    }
  }

  @ParameterizedTest
  @MethodSource(PYTHON)
  void fault_44_what_a_worker_gave_back_unheard_runs_again_when_the_lease_is_over(Host host)
      throws Exception {
    Hosts.assumePresent(host);
    try (Site site = site(Site.SHORT_LEASE)) {
      Place worker = site.startWorker(host, "a");
      String run = site.api().submit("gate", site.gateArgs("open"));
      site.awaitBegins(run, 1);
      site.startWorker(host, "b");

      CompletableFuture<?> lost =
          worker.proxy().once(Way.TO_SERVER, Kind.WORKER_BYE, Fate.IS_DROPPED);
      worker.program().terminate();
      await(lost);
      site.awaitBegins(run, 2);
      site.open("open");

      site.audit(List.of(run));
    }
  }

  @ParameterizedTest
  @MethodSource(PYTHON)
  void fault_45_a_run_that_kills_two_workers_is_not_given_to_a_third(Host host) throws Exception {
    Hosts.assumePresent(host);
    try (Site site = site(Site.SHORT_LEASE)) {
      String run = "";
      for (int i = 1; i <= 2; i++) {
        Place worker = site.startWorker(host, "w" + i);
        run = i == 1 ? site.api().submit("poison", "{}") : run;
        worker.program().awaitEnd(Site.PATIENCE);
      }
      site.startWorker(host, "w3");

      site.audit(List.of(run));
      assertThat(site.api().state(run)).isEqualTo("failed");
      assertThat(site.begins(run)).isEqualTo(2);
    }
  }

  @Test
  void fault_46_whatever_a_handler_throws_is_a_failure_and_its_worker_goes_on() throws Exception {
    try (Site site = site(Site.LONG_LEASE)) {
      site.startWorker(Host.JAVA, "w");
      Map<String, String> types =
          Map.of(
              "ERROR", "java.lang.AssertionError",
              "STACK", "java.lang.StackOverflowError",
              "MEMORY", "java.lang.OutOfMemoryError");
      Map<String, String> runs = new TreeMap<>();
      for (String harm : types.keySet()) {
        String once = "\"retry\":{\"max_attempts\":1}";
        runs.put(site.api().submit("breaks", "{\"harm\":\"" + harm + "\"}", once), types.get(harm));
      }
      String next = site.api().submit("work", "{\"ms\":0}");
      site.audit(List.of(next));
      site.audit(runs.keySet());
      runs.forEach(
          (run, type) ->
              assertThat(site.api().run(run).at("/error/type").asString()).isEqualTo(type));
    }
  }

  @Test
  void fault_46_a_handler_that_ignores_its_cancellation_keeps_a_thread_and_its_worker_says_so()
      throws Exception {
    try (Site site = site(Site.LONG_LEASE)) {
      site.startWorker(Host.JAVA, "w");
      String run = site.api().submit("stubborn", site.gateArgs("open"));
      site.awaitBegins(run, 1);
      site.api().cancel(run);
      site.audit(List.of(run));
      assertThat(site.api().state(run)).isEqualTo("cancelled");
      site.awaitLoad("w", "stuck", 1);

      site.audit(site.api().submit(2 * Site.SLOTS, "work", "{\"ms\":50}"), Site.SLOTS + 1);
      site.open("open");
      site.awaitLoad("w", "stuck", 0);
    }
  }

  @ParameterizedTest
  @MethodSource(JAVA)
  void fault_50_a_worker_with_a_handler_that_does_not_listen_ends_in_time(Host host)
      throws Exception {
    Hosts.assumePresent(host);
    try (Site site = site(Site.LONG_LEASE)) {
      Place worker = site.startWorker(host, "w");
      String run = site.api().submit("stubborn", site.gateArgs("never"));
      site.awaitBegins(run, 1);
      worker.proxy().hold(Way.TO_SERVER, Way.TO_WORKER);

      long began = System.nanoTime();
      worker.program().terminate();
      worker.program().awaitEnd(Host.DRAIN_WITHIN.plusSeconds(5));
      assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began)).isLessThan(9);
    }
  }

  @ParameterizedTest
  @MethodSource(PYTHON)
  void fault_50_a_server_with_workers_that_do_not_answer_and_a_long_queue_ends_in_time(Host host)
      throws Exception {
    Hosts.assumePresent(host);
    try (Site site = site(Site.LONG_LEASE)) {
      Place worker = site.startWorker(host, "w");
      List<String> runs = new ArrayList<>(site.api().submit(4, "stubborn", site.gateArgs("open")));
      runs.addAll(site.api().submit(500, "work", "{\"ms\":0}"));
      site.awaitBegins(runs.get(0), 1);
      worker.proxy().hold(Way.TO_SERVER, Way.TO_WORKER);

      site.server().terminate();
      site.server().awaitEnd(Duration.ofSeconds(10));
      worker.proxy().resume();
      site.startServer();
      site.open("open");
      site.audit(runs);
    }
  }
}
