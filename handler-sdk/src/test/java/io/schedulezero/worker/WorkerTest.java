package io.schedulezero.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.schedulezero.handler.Handler;
import io.schedulezero.handler.HandlerDescription;
import io.schedulezero.handler.HandlerDescriptions;
import io.schedulezero.handler.RunContext;
import io.schedulezero.wire.ErrorCode;
import io.schedulezero.wire.FromServer.Cancel;
import io.schedulezero.wire.FromServer.Drain;
import io.schedulezero.wire.FromServer.Run;
import io.schedulezero.wire.FromWorker.Ack;
import io.schedulezero.wire.FromWorker.Bye;
import io.schedulezero.wire.FromWorker.Log;
import io.schedulezero.wire.FromWorker.Progress;
import io.schedulezero.wire.FromWorker.Ready;
import io.schedulezero.wire.FromWorker.Result;
import io.schedulezero.wire.FromWorker.ResultStatus;
import io.schedulezero.wire.FromWorker.Resume;
import io.schedulezero.wire.LogLine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A whole worker, and a server over real sockets. */
final class WorkerTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  private final Work work = new Work();
  private final HubServer server = HubServer.anywhere();

  static final class Work {
    final CountDownLatch began = new CountDownLatch(1);
    final CountDownLatch mayEnd = new CountDownLatch(1);

    @Handler
    String echo(String text) {
      return text;
    }

    @Handler
    void talk(RunContext run) throws InterruptedException {
      run.logger().info("a line");
      run.progress(0.5, "half");
      mayEnd.await();
    }

    @Handler
    String hold() throws InterruptedException {
      began.countDown();
      mayEnd.await();
      return "held";
    }

    @Handler
    String stubborn(RunContext run) {
      run.onCancel(this::awaitEnd);
      began.countDown();
      awaitEnd();
      return "at last";
    }

    private void awaitEnd() {
      while (mayEnd.getCount() > 0) {
        Thread.onSpinWait();
      }
    }
  }

  private Builder builder() {
    return Worker.builder()
        .connect(server.address())
        .handlers(work)
        .name("w1")
        .slots(4)
        .interruptGrace(Duration.ofMillis(300));
  }

  @AfterEach
  void end() {
    work.mayEnd.countDown();
    server.close();
  }

  private static Run run(long fence, String handler, String args) {
    return new Run(
        World.run(fence),
        1,
        fence,
        handler,
        null,
        Instant.EPOCH,
        null,
        5_000,
        null,
        5,
        null,
        args,
        null);
  }

  private static String output(Result result) {
    return new String(Objects.requireNonNull(result.payload()).bytes(), UTF_8);
  }

  @Test
  void runs_are_executed_and_closing_says_good_bye() throws Exception {
    try (Worker worker = builder().label("gpu", "true").version("1.2").start()) {
      Ready ready = server.await(Ready.class);
      assertThat(ready.worker()).isEqualTo("w1");
      assertThat(ready.labels()).containsEntry("gpu", "true");
      assertThat(ready.handlers()).hasSize(4).allMatch(each -> "1.2".equals(each.ver()));
      assertThat(ready.credit()).isEqualTo(4);
      String said = new String(Objects.requireNonNull(ready.payload()).bytes(), UTF_8);
      assertThat(HandlerDescriptions.read(said))
          .extracting(HandlerDescription::name)
          .containsExactly("echo", "hold", "stubborn", "talk");

      server.say(run(1, "echo", "{\"text\":\"hi\"}"));
      assertThat(server.await(Ack.class).status()).isEqualTo(Ack.Status.ACCEPTED);
      assertThat(output(server.await(Result.class))).isEqualTo("\"hi\"");
      await().until(() -> worker.servers().get(0).connected());
    }
    assertThat(server.await(Bye.class)).isEqualTo(new Bye(ErrorCode.SHUTTING_DOWN, List.of()));
  }

  @Test
  void arguments_that_do_not_fit_are_rejected() throws Exception {
    try (Worker worker = builder().start()) {
      server.await(Ready.class);
      server.say(run(1, "echo", "{\"text\":[]}"));

      assertThat(server.await(Result.class).status()).isEqualTo(ResultStatus.REJECTED);
      assertThat(worker.name()).isEqualTo("w1");
    }
  }

  @Test
  void lines_and_progress_arrive() throws Exception {
    try (Worker worker = builder().start()) {
      server.await(Ready.class);
      server.say(run(1, "talk", "{}"));

      assertThat(server.await(Progress.class).msg()).isEqualTo("half");
      Log log = server.await(Log.class);
      assertThat(log.from()).isZero();
      assertThat(LogLine.read(log.payload())).extracting(LogLine::text).containsExactly("a line");
      assertThat(worker.servers()).extracting(ServerStatus::running).containsExactly(1);
      work.mayEnd.countDown();
      server.await(Result.class);
    }
  }

  @Test
  void a_connection_that_ends_is_made_anew_and_handlers_go_on() throws Exception {
    try (Worker worker = builder().start()) {
      server.await(Ready.class);
      server.say(run(1, "hold", "{}"));
      server.await(Ack.class);
      server.cut();

      Ready again = server.await(Ready.class);
      assertThat(again.resume())
          .containsExactly(new Resume(World.run(1), 1, 1, Resume.State.RUNNING));
      work.mayEnd.countDown();
      assertThat(output(server.await(Result.class))).isEqualTo("\"held\"");
      assertThat(worker.servers()).hasSize(1);
    }
  }

  @Test
  void a_server_that_comes_later_is_found() throws Exception {
    String address = server.address();
    server.close();
    try (Worker worker = builder().start()) {
      assertThat(worker.servers().get(0).connected()).isFalse();
      try (HubServer later = new HubServer(address)) {
        assertThat(later.await(Ready.class).worker()).isEqualTo("w1");
      }
    }
  }

  @Test
  void several_servers_share_the_slots() throws Exception {
    try (HubServer other = HubServer.anywhere();
        Worker worker = builder().slots(5).connect(other.address()).start()) {
      assertThat(server.await(Ready.class).slots()).isEqualTo(3);
      assertThat(other.await(Ready.class).slots()).isEqualTo(2);
      assertThat(worker.servers()).extracting(ServerStatus::address).contains(other.address());
    }
  }

  @Test
  void what_a_handler_does_when_it_is_cancelled_holds_up_nobody_else() throws Exception {
    try (Worker worker = builder().drainWithin(Duration.ofMillis(500)).start()) {
      server.await(Ready.class);
      server.say(run(1, "stubborn", "{}"));
      assertThat(work.began.await(30, TimeUnit.SECONDS)).isTrue();
      server.say(new Cancel(World.run(1), 1, Cancel.Mode.SOFT, 60_000, "please"));
      server.await(Ack.class);
      server.await(Ack.class);
      long before = server.beats.get();
      await().atMost(SOON).until(() -> server.beats.get() > before + 3);

      server.say(run(2, "echo", "{\"text\":\"x\"}"));
      assertThat(server.await(Result.class).fence()).isEqualTo(2);
      assertThat(worker.servers().get(0).running()).isEqualTo(1);
    }
  }

  @Test
  void closing_takes_no_longer_than_it_may_and_gives_back_what_does_not_end() throws Exception {
    Worker worker = builder().drainWithin(Duration.ofSeconds(2)).start();
    server.await(Ready.class);
    server.say(run(1, "stubborn", "{}"));
    assertThat(work.began.await(30, TimeUnit.SECONDS)).isTrue();
    long begin = System.nanoTime();
    worker.close();

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    assertThat(server.await(Bye.class).released()).hasSize(1);
  }

  @Test
  void a_worker_that_its_server_drains_ends_by_itself() throws Exception {
    try (Worker worker = builder().start()) {
      server.await(Ready.class);
      server.say(run(1, "hold", "{}"));
      server.await(Ack.class);
      server.say(new Drain(60_000, "update"));
      assertThat(server.await(Ack.class).of()).isEqualTo(Ack.Of.DRAIN);
      work.mayEnd.countDown();
      assertThat(server.await(Bye.class).code()).isEqualTo(ErrorCode.DRAINING);
      worker.awaitEnd();
      assertThat(worker.servers().get(0).connected()).isFalse();
    }
  }

  @Test
  void no_thread_is_left_when_it_is_closed() throws Exception {
    Worker worker = builder().start();
    server.await(Ready.class);
    server.say(run(1, "echo", "{\"text\":\"x\"}"));
    server.await(Result.class);
    worker.close();
    worker.close();

    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith("sz-") && !name.startsWith("sz-test")));
  }
}
