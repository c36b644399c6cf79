package io.schedulezero.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulezero.faults.Site.Place;
import io.schedulezero.wire.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The numbers are those of the list of faults in the description of the protocol. */
@Execution(ExecutionMode.CONCURRENT)
final class NetworkFaultsTest {
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
  void fault_9_a_connection_that_is_reset_in_mid_run_costs_nothing(Host host) throws Exception {
    Hosts.assumePresent(host);
    try (Site site = site(Site.LONG_LEASE)) {
      Place worker = site.startWorker(host, "w");
      String run = site.api().submit("gate", site.gateArgs("open"));
      site.awaitBegins(run, 1);

      CompletableFuture<?> again = worker.proxy().once(Way.TO_SERVER, Kind.READY, Fate.PASSES);
      worker.proxy().cut();
      await(again);
      site.open("open");

      site.audit(List.of(run));
      assertThat(site.api().state(run)).isEqualTo("succeeded");
      site.assertOneExecution(run);
    }
  }

  @ParameterizedTest
  @MethodSource(JAVA)
  void fault_10_what_a_worker_says_arrives_nowhere_and_another_worker_takes_its_run(Host host)
      throws Exception {
    Hosts.assumePresent(host);
    try (Site site = site(Site.SHORT_LEASE)) {
      Place worker = site.startWorker(host, "a");
      String run = site.api().submit("gate", site.gateArgs("open"));
      site.awaitBegins(run, 1);
      site.startWorker(host, "b");

      worker.proxy().hold(Way.TO_SERVER);
      site.awaitBegins(run, 2);
      site.open("open");
      site.audit(List.of(run));
      assertThat(site.api().run(run).at("/attempts/0/outcome").asString()).isEqualTo("lost");

      worker.proxy().resume();
      site.awaitWorker("a", "ready");
      List<String> more = new ArrayList<>(site.api().submit(20, "work", "{\"ms\":20}"));
      more.add(run);
      site.audit(more);
    }
  }

  @ParameterizedTest
  @MethodSource(JAVA)
  void fault_11_what_the_server_says_arrives_nowhere_and_the_worker_comes_back_with_its_run(
      Host host) throws Exception {
    Hosts.assumePresent(host);
    try (Site site = site(Site.LONG_LEASE)) {
      Place worker = site.startWorker(host, "w");
      String run = site.api().submit("gate", site.gateArgs("open"));
      site.awaitBegins(run, 1);

      CompletableFuture<?> again = worker.proxy().once(Way.TO_SERVER, Kind.READY, Fate.PASSES);
      worker.proxy().connections().get(0).valve(Way.TO_WORKER).hold();
      await(again);
      site.open("open");

      site.audit(List.of(run));
      site.assertOneExecution(run);
    }
  }

  @ParameterizedTest
  @MethodSource(JAVA)
  void fault_12_a_connection_that_only_the_server_still_has_does_not_keep_a_worker_out(Host host)
      throws Exception {
    Hosts.assumePresent(host);
    try (Site site = site(Site.LONG_LEASE)) {
      Place worker = site.startWorker(host, "w");
      String run = site.api().submit("gate", site.gateArgs("open"));
      site.awaitBegins(run, 1);

      CompletableFuture<?> welcome = worker.proxy().once(Way.TO_WORKER, Kind.WELCOME, Fate.PASSES);
      worker.proxy().connections().get(0).leaveHalfOpen();
      await(welcome);
      site.open("open");

      site.audit(List.of(run));
      site.assertOneExecution(run);
    }
  }

  @ParameterizedTest
  @MethodSource(JAVA)
  void fault_13_a_run_that_is_lost_with_its_connection_is_given_again_and_not_charged(Host host)
      throws Exception {
    Hosts.assumePresent(host);
    try (Site site = site(Site.LONG_LEASE)) {
      Place worker = site.startWorker(host, "w");
      CompletableFuture<?> lost = worker.proxy().once(Way.TO_WORKER, Kind.RUN, Fate.IS_CUT);
      String run = site.api().submit("work", "{\"ms\":0}");
      await(lost);

      site.audit(List.of(run));
      site.assertOneExecution(run);
    }
  }

  @ParameterizedTest
  @MethodSource(PYTHON)
  void fault_14_a_run_that_arrives_twice_is_executed_once(Host host) throws Exception {
    Hosts.assumePresent(host);
    try (Site site = site(Site.LONG_LEASE)) {
      Place worker = site.startWorker(host, "w");
      worker.proxy().always(Way.TO_WORKER, Kind.RUN, Fate.IS_DOUBLED);
      List<String> runs = site.api().submit(20, "work", "{\"ms\":5}");

      site.audit(runs);
      assertThat(site.executed().lines()).hasSize(2 * runs.size());
    }
  }

  @ParameterizedTest
  @MethodSource(JAVA)
  void fault_15_a_run_whose_acceptance_is_lost_is_executed_once(Host host) throws Exception {
    Hosts.assumePresent(host);
    try (Site site = site(Site.LONG_LEASE)) {
      Place worker = site.startWorker(host, "w");
      worker.proxy().always(Way.TO_SERVER, Kind.WORKER_ACK, Fate.IS_DROPPED);
      List<String> runs = site.api().submit(12, "work", "{\"ms\":300}");

      site.audit(runs);
      assertThat(site.executed().lines()).hasSize(2 * runs.size());
    }
  }

  @ParameterizedTest
  @MethodSource(JAVA)
  void fault_16_a_result_that_is_lost_is_sent_again(Host host) throws Exception {
    Hosts.assumePresent(host);
    try (Site site = site(Site.LONG_LEASE)) {
      Place worker = site.startWorker(host, "w");
      CompletableFuture<?> lost = worker.proxy().once(Way.TO_SERVER, Kind.RESULT, Fate.IS_DROPPED);
      String run = site.api().submit("work", "{\"ms\":0}");
      await(lost);

      site.audit(List.of(run));
      assertThat(site.api().state(run)).isEqualTo("succeeded");
      site.assertOneExecution(run);
    }
  }

  @ParameterizedTest
  @MethodSource(JAVA)
  void fault_17_results_that_arrive_twice_count_once(Host host) throws Exception {
    Hosts.assumePresent(host);
    try (Site site = site(Site.LONG_LEASE)) {
      Place worker = site.startWorker(host, "w");
      worker.proxy().always(Way.TO_SERVER, Kind.RESULT, Fate.IS_DOUBLED);
      List<String> runs = site.api().submit(20, "work", "{\"ms\":5}");

      site.audit(runs);
      assertThat(site.api().worker("w").at("/figures/0/succeeded").asInt()).isEqualTo(runs.size());
    }
  }

  @ParameterizedTest
  @MethodSource(PYTHON)
  void fault_19_a_cancellation_that_is_lost_comes_with_the_next_heartbeat(Host host)
      throws Exception {
    Hosts.assumePresent(host);
    try (Site site = site(Site.LONG_LEASE)) {
      Place worker = site.startWorker(host, "w");
      String run = site.api().submit("gate", site.gateArgs("never"));
      site.awaitBegins(run, 1);

      CompletableFuture<?> lost = worker.proxy().once(Way.TO_WORKER, Kind.CANCEL, Fate.IS_DROPPED);
      site.api().cancel(run);
      await(lost);

      site.audit(List.of(run));
      assertThat(site.api().state(run)).isEqualTo("cancelled");
    }
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource(JAVA)
  void fault_33_a_worker_that_reads_slowly_slows_down_nobody_else(Host host) throws Exception {
    Hosts.assumePresent(host);
    try (Site site = site(Site.LONG_LEASE)) {
      Place slow = site.startWorker(host, "slow");
      slow.proxy().valve(Way.TO_WORKER).throttle(1_000);
      site.startWorker(host, "quick");
      String padding = ",\"tags\":[\"%s\"]".formatted("x".repeat(50));
      List<String> runs = new ArrayList<>(site.api().submit(40, "work", "{\"ms\":1}"));
      long began = System.nanoTime();
      String one = site.api().submit("work", "{\"ms\":0}", padding.substring(1));
      site.api().await(one, Site.PATIENCE, "succeeded");
      assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began)).isLessThan(10);

      slow.proxy().resume();
      runs.add(one);
      site.audit(runs);
    }
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource(JAVA)
  void fault_34_a_flood_of_log_lines_does_not_hold_up_results(Host host) throws Exception {
    Hosts.assumePresent(host);
    try (Site site = site(Site.LONG_LEASE)) {
      site.startWorker(host, "w");
      List<String> runs = new ArrayList<>(site.api().submit(2, "flood", "{\"lines\":50000}"));
      site.awaitBegins(runs.get(0), 1);
      for (int i = 0; i < 10; i++) {
        long began = System.nanoTime();
        String quick = site.api().submit("work", "{\"ms\":0}");
        site.api().await(quick, Site.PATIENCE, "succeeded");
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began)).isLessThan(3_000);
        runs.add(quick);
      }
      site.audit(runs);
    }
  }
}
