package io.schedulezero.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulezero.faults.Site.Place;
import io.schedulezero.worker.Worker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The numbers are those of the list of faults in the description of the protocol. */
@Execution(ExecutionMode.CONCURRENT)
final class KeysFaultsTest {
  private static final String JAVA = "io.schedulezero.faults.Hosts#javaFirst";
  private static final String PYTHON = "io.schedulezero.faults.Hosts#pythonFirst";
  private static final String ANY_HANDLER = " *";

  /** Two seconds, and what a machine with much to do takes to look. */
  private static final Duration EVICTED_WITHIN = Duration.ofSeconds(4);

  @TempDir Path directory;

  /** What a handshake may take before it is begun anew, and another second. */
  private static final Duration CONNECTED_WITHIN = Duration.ofSeconds(4);

  /** Each handshake is hard work, and other tests may run beside. */
  private static final Duration ALL_WITHIN = Duration.ofMinutes(2);

  private static Place start(Site site, Keyring keys, Host host, String name) throws Exception {
    Place place = site.launch(host, name, Site.SLOTS, keys.environment(name));
    site.awaitWorker(name, "ready");
    return place;
  }

  private static void isNotThere(Site site, String name) {
    assertThat(site.api().ask("GET", "/api/workers", "").toString())
        .doesNotContain("\"" + name + "\"");
  }

  @ParameterizedTest
  @MethodSource(PYTHON)
  void fault_22_a_name_is_not_for_another_key_and_who_has_it_goes_on(Host host) throws Exception {
    Hosts.assumePresent(host);
    try (Site site = new Site(directory, Site.LONG_LEASE)) {
      Keyring keys = site.guard();
      keys.allow(keys.create("w") + " w" + ANY_HANDLER, keys.create("thief") + " w work");
      site.startServer();
      start(site, keys, host, "w");
      String run = site.api().submit("gate", site.gateArgs("open"));
      site.awaitBegins(run, 1);

      Place thief = site.launch(host, "w", Site.SLOTS, keys.environment("thief"));
      thief.program().await("NOT_AUTHORIZED");
      assertThat(site.api().worker("w").get("state").asString()).isEqualTo("ready");
      site.open("open");

      site.audit(List.of(run));
      site.assertOneExecution(run);
    }
  }

  @ParameterizedTest
  @MethodSource(JAVA)
  void fault_23_who_is_not_listed_or_takes_the_server_for_another_or_has_no_keys_gets_no_session(
      Host host) throws Exception {
    Hosts.assumePresent(host);
    try (Site site = new Site(directory, Site.LONG_LEASE)) {
      Keyring keys = site.guard();
      String good = keys.create("good") + " good" + ANY_HANDLER;
      String misled = keys.create("misled") + " misled" + ANY_HANDLER;
      String late = keys.create("late") + " late" + ANY_HANDLER;
      keys.create("another");
      keys.allow(good, misled);
      site.startServer();
      Place unlisted = site.launch(host, "late", Site.SLOTS, keys.environment("late"));
      site.launch(host, "misled", Site.SLOTS, keys.environment("misled", "another"));
      Place plain = site.launch(host, "plain", Site.SLOTS);
      start(site, keys, host, "good");
      unlisted.program().await("No session|does not admit its key");
      plain.program().await("No session|the next session");
      List.of("late", "misled", "plain").forEach(name -> isNotThere(site, name));

      keys.allow(good, misled, late);
      site.awaitWorker("late", "ready");

      List.of("misled", "plain").forEach(name -> isNotThere(site, name));
      String run = site.api().submit("work", "{\"ms\":0}");
      site.audit(List.of(run));
    }
  }

  private void stormOf(int workers) throws Exception {
    try (Site site = new Site(directory, Site.LONG_LEASE)) {
      Keyring keys = site.guard();
      String address = "tcp://127.0.0.1:" + site.workersPort();
      try (Storm storm = new Storm(address, keys.publicKey("server"))) {
        keys.allow(storm.recruit(workers).toArray(String[]::new));
        site.startServer();
        storm.breaksLoose(ALL_WITHIN);
        site.server().kill();
        site.startServer();
        storm.breaksLoose(ALL_WITHIN);
        assertThat(site.api().ask("GET", "/api/health", "").toString())
            .contains("\"workers\":\"ok\"");
        assertThat(site.api().ask("GET", "/api/workers", "").get("items"))
            .hasSize(workers)
            .noneMatch(worker -> worker.get("state").asString().equals("gone"));
      }
    }
  }

  @Test
  void fault_42_workers_with_keys_that_all_come_at_once_are_all_let_in() throws Exception {
    stormOf(50);
  }

  private void freshConnections(int count) throws Exception {
    try (Site site = new Site(directory, Site.LONG_LEASE)) {
      Keyring keys = site.guard();
      keys.allow(keys.create("fresh") + " fresh" + ANY_HANDLER);
      site.startServer();
      for (int i = 0; i < count; i++) {
        long before = System.nanoTime();
        try (Worker worker =
            Worker.builder()
                .connect("tcp://127.0.0.1:" + site.workersPort())
                .name("fresh")
                .keys(keys.file("fresh"), keys.publicKey("server"))
                .handlers(new ReferenceHandlers())
                .drainWithin(Duration.ZERO)
                .start()) {
          worker.connected().toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - before);
        assertThat(took).as("connection %s", i).isLessThan(CONNECTED_WITHIN);
      }
    }
  }

  @Test
  void fault_47_whoever_connects_is_there_at_once() throws Exception {
    freshConnections(20);
  }

  @Tag("long")
  @Test
  void fault_47_two_hundred_times() throws Exception {
    freshConnections(200);
  }

  @Test
  void fault_25_a_list_that_cannot_be_understood_changes_nothing() throws Exception {
    try (Site site = new Site(directory, Site.LONG_LEASE)) {
      Keyring keys = site.guard();
      String one = keys.create("one") + " one" + ANY_HANDLER;
      String two = keys.create("two") + " two" + ANY_HANDLER;
      keys.allow(one, two);
      site.startServer();
      start(site, keys, Host.JAVA, "one");

      keys.allow(two, "this is no line of an allow list");
      site.server().await("workers.allow line 2 has 8 words");
      start(site, keys, Host.JAVA, "two");
      assertThat(site.api().worker("one").get("state").asString()).isEqualTo("ready");
      keys.allow(two);
      site.awaitWorker("one", "gone");
    }
  }

  @ParameterizedTest
  @MethodSource(JAVA)
  void fault_26_a_worker_whose_key_is_taken_away_leaves_at_once_and_its_runs_begin_elsewhere(
      Host host) throws Exception {
    Hosts.assumePresent(host);
    try (Site site = new Site(directory, Site.SHORT_LEASE)) {
      Keyring keys = site.guard();
      String revoked = keys.create("revoked") + " revoked" + ANY_HANDLER;
      String stays = keys.create("stays") + " stays" + ANY_HANDLER;
      keys.allow(revoked, stays);
      site.startServer();
      start(site, keys, host, "revoked");
      String run = site.api().submit("gate", site.gateArgs("open"));
      site.awaitBegins(run, 1);
      start(site, keys, host, "stays");

      long before = System.nanoTime();
      keys.allow(stays);
      site.awaitWorker("revoked", "gone");
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(EVICTED_WITHIN);
      site.awaitBegins(run, 2);
      site.open("open");

      site.audit(List.of(run));
      assertThat(site.api().run(run).get("attempts").get(0).get("outcome").asString())
          .isEqualTo("lost");
      assertThat(site.api().state(run)).isEqualTo("succeeded");
    }
  }
}
