package io.schedulezero.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Fault 51 of the list in the description of the protocol: two minutes of it in ./check, half an
 * hour or more by tests/faults/run.
 */
final class ChaosTest {
  private static final long SECONDS = Long.getLong("faults.chaos.seconds", 120);
  private static final long SEED = Long.getLong("faults.chaos.seed", System.nanoTime() % 1_000_000);

  @TempDir Path directory;

  /** It limits itself, by what it is told and by the patience for what is left to end. */
  @Test
  @Timeout(value = 1, unit = TimeUnit.DAYS)
  void fault_51_whatever_fails_at_random_every_run_has_one_end(TestReporter reporter)
      throws Exception {
    try (Site site = new Site(directory, Site.SHORT_LEASE)) {
      site.startServer();
      Chaos chaos = new Chaos(site, SEED);
      List<String> runs = chaos.go(Duration.ofSeconds(SECONDS));
      String what = "seed " + SEED + ": " + chaos;
      reporter.publishEntry("chaos", what);
      site.api().awaitEnds(runs, Duration.ofMinutes(5));
      site.audit(runs);
      assertThat(runs).as(what).isNotEmpty();
    }
  }
}
