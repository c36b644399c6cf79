package io.schedulezero.dispatch.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.schedulezero.dispatch.Assignment;
import io.schedulezero.dispatch.remote.WorkerStatus.State;
import io.schedulezero.transport.AddressRefused;
import io.schedulezero.transport.AllowList;
import io.schedulezero.transport.HubKeys;
import io.schedulezero.transport.Keys;
import io.schedulezero.transport.LineKeys;
import io.schedulezero.wire.ErrorCode;
import io.schedulezero.wire.ErrorReport;
import io.schedulezero.wire.FromServer;
import io.schedulezero.wire.FromServer.Notice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Who may be which worker, and host what. */
@Timeout(60)
final class KeysTest extends GatewayScene {
  private static final Duration AT_ONCE_MEANS = Duration.ofSeconds(2);
  private static final Duration LEASE = Duration.ofMillis(600);

  private final Keys server = Keys.create();
  private final Keys mailer = Keys.create();
  private final Keys other = Keys.create();
  @TempDir private Path directory;
  private int written;

  @BeforeEach
  void guard() throws IOException {
    allow(mailer.publicKey() + " w* mail,sms.*", other.publicKey() + " w* *");
    beginWith(new HubKeys(server, AllowList.read(list())), FOR_EVER);
  }

  private Path list() {
    return directory.resolve("workers.allow");
  }

  /** Each time as if it were later, however fast the test is. */
  private void allow(String... lines) throws IOException {
    Files.writeString(list(), String.join("\n", lines));
    Files.setLastModifiedTime(list(), FileTime.from(Instant.EPOCH.plusSeconds(++written)));
  }

  private ScriptedWorker worker(String name, Keys own) {
    return worker(name, UUID.randomUUID(), new LineKeys(own, server.publicKey()));
  }

  private static ErrorReport refusal(ScriptedWorker worker) {
    return worker.hears(FromServer.ProtocolError.class).error();
  }

  private static void isNotAuthorized(ErrorReport refusal, String why) {
    assertThat(refusal.code()).isEqualTo(ErrorCode.NOT_AUTHORIZED);
    assertThat(refusal.msg()).isEqualTo(why);
    assertThat(refusal.fatal()).isTrue();
    assertThat(refusal.retryInMs()).isEqualTo(5_000);
  }

  @Test
  void a_worker_that_is_allowed_takes_runs() {
    ScriptedWorker worker = worker("w1", mailer);
    worker.ready(2, "mail", "sms.send");
    Assignment attempt = given(worker);
    worker.succeeds(attempt, "1", 3);
    assertThat(reports.nextEnd().run()).isEqualTo(attempt.run());
  }

  @Test
  void a_name_that_is_not_allowed_is_refused() {
    ScriptedWorker worker = worker("x1", mailer);
    worker.sayReady(1, "mail");
    isNotAuthorized(refusal(worker), "the key of worker x1 may not have this name");
    assertThat(gateway.workers()).isEmpty();
    assertThat(described).isEmpty();
  }

  @Test
  void one_message_names_the_worker_and_what_it_may_not_host() {
    ScriptedWorker worker = worker("w1", mailer);
    worker.sayReady(1, "sms.send", "shell", "mail", "backup");
    isNotAuthorized(refusal(worker), "the key of worker w1 may not host backup, shell");
    ScriptedWorker much = worker("w2", mailer);
    much.sayReady(1, "a", "b", "c", "d", "e", "f", "g");
    isNotAuthorized(refusal(much), "the key of worker w2 may not host a, b, c, d, e and 2 more");
    assertThat(dispatcher.hosts("sms.send")).isFalse();
  }

  @Test
  void a_name_that_is_taken_is_not_for_another_key_and_who_has_it_is_left_alone() {
    ScriptedWorker first = worker("w1", mailer);
    first.ready(2, "mail");
    ScriptedWorker second = worker("w1", other);
    second.sayReady(1, "mail");
    isNotAuthorized(
        refusal(second), "worker w1 is here, or has attempts, with another key; take another name");
    given(first);
    assertThat(state("w1")).isEqualTo(State.READY);
  }

  @Test
  void who_has_gone_keeps_its_name_while_it_has_attempts() {
    beginWith(new HubKeys(server, AllowList.read(list())), LEASE);
    ScriptedWorker first = worker("w1", mailer);
    first.ready(2, "mail");
    Assignment attempt = given(first);
    first.close();
    await().until(() -> state("w1") == State.GONE);
    ScriptedWorker second = worker("w1", other);
    second.sayReady(1, "mail");
    assertThat(refusal(second).code()).isEqualTo(ErrorCode.NOT_AUTHORIZED);
    assertThat(reports.nextEnd().run()).isEqualTo(attempt.run());
    second.ready(1, "mail");
  }

  @Test
  void what_was_begun_before_a_restart_is_not_for_a_key_that_may_not_host_it() throws IOException {
    allow(mailer.publicKey() + " w* sms.*", other.publicKey() + " w* *");
    beginWith(new HubKeys(server, AllowList.read(list())), FOR_EVER);
    Assignment attempt = assignment(null);
    begin(FOR_EVER, FOR_EVER, attempt);
    ScriptedWorker worker = worker("w1", mailer);
    worker.ready(2, "sms.send");

    worker.succeeds(attempt, "1", 3);
    worker.beats(1, 3, ScriptedWorker.held(attempt));

    assertThat(worker.hears(FromServer.HeartbeatOk.class).runs())
        .extracting(Notice::word)
        .containsExactly(Notice.Word.GONE);
    assertThat(gateway.active()).isEqualTo(1);
  }

  @Test
  void who_may_not_host_a_handler_any_more_is_evicted_and_told() throws IOException {
    ScriptedWorker worker = worker("w1", mailer);
    worker.ready(2, "mail");
    ScriptedWorker unaffected = worker("w2", other);
    unaffected.ready(2, "mail");
    long before = System.nanoTime();
    allow(mailer.publicKey() + " w* sms.*", other.publicKey() + " w* *");
    assertThat(worker.hears(FromServer.Bye.class).code()).isEqualTo(ErrorCode.NOT_AUTHORIZED);
    worker.losesItsConnection();
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(AT_ONCE_MEANS);
    assertThat(state("w1")).isEqualTo(State.GONE);
    unaffected.beats(1, 2);
    assertThat(unaffected.hears(FromServer.HeartbeatOk.class).n()).isEqualTo(1);
  }

  @Test
  void what_a_worker_had_whose_key_was_taken_away_runs_out_with_its_lease() throws IOException {
    beginWith(new HubKeys(server, AllowList.read(list())), LEASE);
    ScriptedWorker worker = worker("w1", mailer);
    worker.ready(2, "mail");
    Assignment attempt = given(worker);
    long before = System.nanoTime();
    allow(other.publicKey() + " w* *");
    worker.losesItsConnection();
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(AT_ONCE_MEANS);
    assertThat(reports.nextEnd().run()).isEqualTo(attempt.run());
  }

  @Test
  void a_list_that_cannot_be_read_changes_nothing() throws IOException {
    ScriptedWorker worker = worker("w1", mailer);
    worker.ready(2, "mail");
    allow(other.publicKey() + " w* *", "nonsense");
    worker("w2", mailer).ready(1, "mail");
    worker.beats(1, 2);
    assertThat(worker.hears(FromServer.HeartbeatOk.class).n()).isEqualTo(1);
  }

  @Test
  void beyond_this_machine_there_must_be_keys_or_somebody_must_want_it_so() {
    GatewayOptions everywhere = GatewayOptions.DEFAULT.at("tcp://0.0.0.0:0");
    assertThatThrownBy(() -> open(everywhere, new AtomicLong()))
        .isInstanceOf(AddressRefused.class)
        .hasMessageContaining("without keys the host must be this one");
    open(everywhere.with(new HubKeys(server, AllowList.read(list()))), new AtomicLong());
  }

  @Test
  void who_listens_in_the_clear_beyond_this_machine_is_told_so_each_minute() {
    Logger logger = (Logger) LoggerFactory.getLogger(PlainReminder.class);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    logger.addAppender(log);
    AtomicLong later = new AtomicLong();
    try {
      open(
          GatewayOptions.DEFAULT.at("tcp://127.0.0.1:0").plainRemote(true),
          later); // on this machine
      open(GatewayOptions.DEFAULT.at("tcp://0.0.0.0:0").plainRemote(true), later);
      await().until(() -> log.list.size() == 1);
      for (int minute = 2; minute < 4; minute++) {
        later.addAndGet(Duration.ofMinutes(1).toNanos());
        int said = minute;
        await().until(() -> log.list.size() == said);
      }
      assertThat(log.list.get(0).getFormattedMessage())
          .startsWith("Workers connect to tcp://0.0.0.0:")
          .contains("in the clear and without keys");
    } finally {
      logger.detachAppender(log);
    }
  }

  private void open(GatewayOptions options, AtomicLong later) {
    Gateway another =
        new Gateway(
            new Gateway.Setup(
                options,
                "test",
                EPOCH,
                InstantSource.system(),
                () -> System.nanoTime() + later.get(),
                storage.runs(),
                Thread::new,
                Thread::new));
    open.add(another);
    another.open(new Engine());
  }
}
