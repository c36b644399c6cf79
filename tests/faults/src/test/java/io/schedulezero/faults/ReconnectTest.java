package io.schedulezero.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulezero.faults.Site.Place;
import io.schedulezero.wire.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** Connections that come and go: 300 in ./check, as many as one likes by tests/faults/run. */
final class ReconnectTest {
  private static final int TIMES = Integer.getInteger("faults.reconnects", 300);
  private static final int AT_A_TIME = 6;
  private static final int CUT_EVERY = 60;
  private static final int SOME = 15;

  @TempDir Path directory;

  @Test
  void connections_that_come_and_go_leave_nothing_behind(TestReporter reporter) throws Exception {
    try (Site site = new Site(directory, Site.LONG_LEASE)) {
      List<ScriptedWorker> others = new ArrayList<>();
      site.startServer();
      Place worker = site.startWorker(Host.JAVA, "w");
      for (int i = 0; i < AT_A_TIME; i++) {
        others.add(site.scripted("s" + i));
        others.get(i).ready(1, "other");
      }
      site.audit(site.api().submit(20, "work", "{\"ms\":1}"));
      cut(worker);
      String first = what(site, worker);
      long files = files(site, worker);
      long threads = threads(site, worker);
      for (int done = 0; done < TIMES; done += AT_A_TIME) {
        others.forEach(other -> other.ready(1, "other"));
        if (done % CUT_EVERY == 0) {
          cut(worker);
        }
      }

      site.audit(site.api().submit(20, "work", "{\"ms\":1}"));
      reporter.publishEntry("reconnects", TIMES + ": " + first + ", then " + what(site, worker));
      Wait.until(
          "there are no more files and sockets than before",
          Site.PATIENCE,
          () -> files(site, worker) <= files + SOME,
          () -> first + ", then " + what(site, worker));
      assertThat(threads(site, worker)).isLessThanOrEqualTo(threads + SOME);
    }
  }

  private static long files(Site site, Place worker) throws IOException {
    return site.server().openFiles() + worker.program().openFiles();
  }

  private static long threads(Site site, Place worker) throws IOException {
    return site.server().threads() + worker.program().threads();
  }

  private static String what(Site site, Place worker) {
    try {
      return files(site, worker) + " files and " + threads(site, worker) + " threads";
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Cuts the connection, and waits until there is another and it works. */
  private static void cut(Place worker) throws Exception {
    CompletableFuture<?> welcome = worker.proxy().once(Way.TO_WORKER, Kind.WELCOME, Fate.PASSES);
    worker.proxy().cut();
    await(welcome);
    await(worker.proxy().once(Way.TO_WORKER, Kind.HEARTBEAT_OK, Fate.PASSES));
  }

  private static void await(CompletableFuture<?> signal) throws Exception {
    signal.get(Site.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }
}
