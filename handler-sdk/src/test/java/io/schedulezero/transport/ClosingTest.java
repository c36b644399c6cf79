package io.schedulezero.transport;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.schedulezero.transport.Ends.Client;
import java.io.File;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

final class ClosingTest {
  private static final Duration DEADLINE = Duration.ofMillis(3_500);
  private final Ends ends = Ends.start();

  @AfterEach
  void close() {
    ends.close();
  }

  private static Duration timeOf(Runnable what) {
    long before = System.nanoTime();
    what.run();
    return Duration.ofNanos(System.nanoTime() - before);
  }

  @Test
  void what_was_handed_in_happens_and_what_comes_later_does_not() {
    AtomicInteger done = new AtomicInteger();
    for (int i = 0; i < 5_000; i++) {
      ends.hub.execute(done::incrementAndGet);
    }
    ends.hub.close();
    assertThat(done).hasValue(5_000);
    ends.hub.execute(done::incrementAndGet);
    ends.hub.close();
    assertThat(done).hasValue(5_000);
  }

  @Test
  void the_address_is_free_afterwards() {
    ends.line().ask("here");
    ends.hub.close();
    try (Ends again = Ends.at(ends.hub.address(), System::nanoTime)) {
      assertThat(again.line().ask("here again")).containsExactly("here again");
    }
  }

  @Test
  void a_hub_can_close_itself() {
    ends.line().ask("here");
    ends.hub.execute(ends.hub::close);
    assertThat(timeOf(ends.hub::close)).isLessThan(DEADLINE);
    Ends.at(ends.hub.address(), System::nanoTime).close();
  }

  @Test
  void several_may_close() throws Exception {
    Client line = ends.line();
    line.ask("here");
    Thread other = new Thread(ends.hub::close);
    other.start();
    ends.hub.close();
    other.join();
    Thread third = new Thread(line::close);
    third.start();
    line.close();
    third.join();
  }

  @Test
  void a_line_that_never_reached_anybody_closes() {
    Client line = new Client("tcp://127.0.0.1:1", Recorder.MAX_FRAME);
    line.connect();
    line.send("nobody will read this");
    assertThat(timeOf(line::close)).isLessThan(DEADLINE);
  }

  @Test
  void a_line_that_never_connected_closes() {
    Client line = new Client("tcp://127.0.0.1:1", Recorder.MAX_FRAME);
    assertThat(timeOf(line::close)).isLessThan(DEADLINE);
  }

  @Test
  void peers_that_do_not_read_hold_nobody_up() throws Exception {
    try (RawPeer slow = RawPeer.connect(ends.hub.address())) {
      slow.handshake();
      slow.message(Recorder.NO_ANSWER);
      Peer peer = ends.received().peer();
      ends.hub.execute(
          () -> {
            while (ends.hub.send(peer, new byte[][] {new byte[Recorder.MAX_FRAME]})) {
              // until no more goes
            }
          });
      assertThat(timeOf(ends.hub::close)).isLessThan(DEADLINE);
    }
  }

  @Test
  void an_owner_that_blocks_holds_nobody_up() {
    CountDownLatch never = new CountDownLatch(1);
    ends.hub.execute(
        () -> {
          try {
            never.await();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
        });
    assertThat(timeOf(ends.hub::close)).isBetween(Duration.ofMillis(2_900), DEADLINE);
    never.countDown();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void nothing_is_left_of_many_connections() {
    Client line = ends.line();
    reconnect(line, 20);
    settle();
    int files = openFiles();
    long threads = ourThreads();
    reconnect(line, 300);
    nothingMoreThan(files, threads);
  }

  private static void nothingMoreThan(int files, long threads) {
    await().atMost(10, SECONDS).until(() -> openFiles() <= files + 3 && ourThreads() <= threads);
  }

  private void reconnect(Client line, int times) {
    for (int i = 0; i < times; i++) {
      line.connect();
      line.ask("again");
    }
  }

  /** Until each old connection is known to be gone. */
  private void settle() {
    await().atMost(10, SECONDS).until(() -> ends.owner.gone.size() == 19);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void nothing_is_left_of_many_hubs_and_lines() {
    openAndClose(3);
    int files = openFiles();
    long threads = ourThreads();
    openAndClose(20);
    nothingMoreThan(files, threads);
  }

  private static void openAndClose(int times) {
    for (int i = 0; i < times; i++) {
      try (Ends some = Ends.start()) {
        some.line().ask("here");
      }
    }
  }

  private static long ourThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("sz-test"))
        .count();
  }

  private static int openFiles() {
    String[] files = new File("/proc/self/fd").list();
    return files == null ? 0 : files.length;
  }

  @Test
  void every_thread_has_our_name_and_keeps_no_program_alive() {
    ends.line().ask("here");
    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(thread -> thread.getName().matches(".*(iothread|reaper).*"))
        .isNotEmpty()
        .allMatch(Thread::isDaemon)
        .allMatch(thread -> thread.getName().startsWith("sz-test-"));
  }
}
