package io.schedulezero.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulezero.wire.ErrorCode;
import io.schedulezero.wire.FromServer.Bye;
import io.schedulezero.wire.FromServer.HeartbeatOk;
import io.schedulezero.wire.FromServer.ProtocolError;
import io.schedulezero.wire.FromServer.ResultAck;
import io.schedulezero.wire.FromServer.Run;
import io.schedulezero.wire.FromWorker;
import io.schedulezero.wire.FromWorker.Heartbeat;
import io.schedulezero.wire.Header;
import io.schedulezero.wire.Held;
import io.schedulezero.wire.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * What a worker says that it should not, beside one that does nothing wrong. The numbers are those
 * of the list of faults in the description of the protocol.
 */
@Tag("short")
@Execution(ExecutionMode.CONCURRENT)
final class WordsFaultsTest {
  private static final int UNKNOWN_TYPE = 0x3f;
  private static final int MAJOR_AT = 3;

  @TempDir Path directory;

  private Site site(Duration lease) throws Exception {
    Site site = new Site(directory, lease);
    site.startServer();
    return site;
  }

  @Test
  void fault_18_a_result_for_what_its_sender_does_not_have_changes_nothing() throws Exception {
    try (Site site = site(Site.LONG_LEASE)) {
      ScriptedWorker liar = site.scripted("liar");
      site.startWorker(Host.JAVA, "w");
      String run = site.api().submit("gate", site.gateArgs("open"));
      site.awaitBegins(run, 1);
      long fence = site.executed().of(run).get(0).fence();
      liar.ready(1, "lie");
      String own = site.api().submit("lie", "{}");
      Run given = liar.hears(Run.class);

      liar.succeeds(run, 1, fence, 1, 1);
      liar.succeeds(run, 1, fence + 1_000_000, 2, 1);
      assertThat(liar.hears(ResultAck.class).status()).isEqualTo(ResultAck.Status.UNKNOWN);
      liar.succeeds(run, 1, 1, 3, 1);
      assertThat(liar.hears(ResultAck.class).status()).isEqualTo(ResultAck.Status.SUPERSEDED);
      liar.succeeds(own, 7, given.fence(), 4, 1);
      assertThat(liar.hears(ProtocolError.class).error().msg()).contains("attempt");
      assertThat(site.api().state(run)).isEqualTo("running");
      assertThat(site.api().state(own)).isEqualTo("running");
      liar.succeeds(own, given.attempt(), given.fence(), given.fence(), 2);
      site.open("open");

      site.audit(List.of(run, own));
      site.assertOneExecution(run);
      assertThat(site.api().run(run).get("worker").asString()).isEqualTo("w");
    }
  }

  @Test
  void fault_31_after_more_than_five_mistakes_in_a_minute_a_worker_is_put_out_and_no_other_is()
      throws Exception {
    try (Site site = site(Site.LONG_LEASE)) {
      ScriptedWorker mad = site.scripted("mad");
      site.startWorker(Host.JAVA, "w");
      String since = site.api().worker("w").get("connected_at").asString();
      mad.ready(1, "lie");
      for (int i = 0; i < 6; i++) {
        mad.say(mad.header(Kind.HEARTBEAT.type(), 0), "{\"n\":" + i);
        assertThat(mad.hears(ProtocolError.class).error().code()).isEqualTo(ErrorCode.BAD_FRAME);
      }
      assertThat(mad.hears(Bye.class).code()).isEqualTo(ErrorCode.BAD_FRAME);
      mad.losesItsConnection();

      site.audit(site.api().submit(20, "work", "{\"ms\":1}"));
      assertThat(site.api().worker("w").get("connected_at").asString()).isEqualTo(since);
      site.awaitWorker("mad", "gone");
    }
  }

  @Test
  void fault_32_what_is_of_another_protocol_is_refused_and_what_is_of_a_later_one_is_not_needed()
      throws Exception {
    try (Site site = site(Site.LONG_LEASE)) {
      ScriptedWorker odd = site.scripted("odd");
      odd.ready(1, "lie");
      odd.say(odd.header(UNKNOWN_TYPE, 0), "{}");
      odd.say(new Heartbeat(1, 1, List.of(), Map.of()));
      assertThat(odd.hearsNext()).isInstanceOf(HeartbeatOk.class);

      odd.say(odd.header(UNKNOWN_TYPE, Header.MUST_UNDERSTAND), "{}");
      assertThat(odd.hears(ProtocolError.class).error().msg()).contains("0x3f");
      byte[] otherMagic = odd.header(Kind.HEARTBEAT.type(), 0);
      otherMagic[0] = 'X';
      odd.say(otherMagic, "{\"n\":2,\"credit\":1}");
      assertThat(odd.hears(ProtocolError.class).error().code()).isEqualTo(ErrorCode.BAD_FRAME);
      byte[] otherMajor = odd.header(Kind.HEARTBEAT.type(), 0);
      otherMajor[MAJOR_AT] = 2;
      odd.say(otherMajor, "{\"n\":3,\"credit\":1}");
      assertThat(odd.hears(ProtocolError.class).error().code()).isEqualTo(ErrorCode.BAD_VERSION);
    }
  }

  @Test
  void fault_35_a_worker_that_floods_heartbeats_is_put_out_and_no_other_is() throws Exception {
    try (Site site = site(Site.LONG_LEASE)) {
      ScriptedWorker flood = site.scripted("flood");
      site.startWorker(Host.JAVA, "w");
      String since = site.api().worker("w").get("connected_at").asString();
      flood.ready(1, "lie");
      for (int n = 1; n <= 10_000; n++) {
        flood.say(new Heartbeat(n, 1, List.of(), Map.of()));
      }
      assertThat(flood.hears(Bye.class).code()).isEqualTo(ErrorCode.RATE_LIMITED);
      flood.losesItsConnection();

      site.audit(site.api().submit(20, "work", "{\"ms\":1}"));
      assertThat(site.api().worker("w").get("connected_at").asString()).isEqualTo(since);
    }
  }

  @Test
  void fault_36_a_worker_that_promises_much_gets_little_more_than_it_has_slots() throws Exception {
    try (Site site = site(Site.LONG_LEASE)) {
      ScriptedWorker liar = site.scripted("liar");
      liar.ready(2, 1_000_000_000, "work");
      List<String> runs = site.api().submit(20, "work", "{\"ms\":1}");
      List<Held> given = new ArrayList<>();
      for (int n = 1; n <= 3; n++) {
        liar.say(new Heartbeat(n, n == 2 ? 1 : 1_000_000_000, List.of(), Map.of()));
        Run run = liar.hears(Run.class);
        given.add(new Held(run.run(), run.fence()));
      }
      liar.say(new Heartbeat(4, 2_000_000_000, List.of(), Map.of()));
      assertThat(liar.hears(Run.class, Duration.ofSeconds(1))).isNull();
      liar.say(liar.header(Kind.HEARTBEAT.type(), 0), "{\"n\":5,\"credit\":-1}");
      assertThat(liar.hears(ProtocolError.class).error().msg()).contains("credit");

      site.startWorker(Host.JAVA, "w");
      liar.say(new FromWorker.Bye(ErrorCode.SHUTTING_DOWN, given));
      site.audit(runs);
      assertThat(runs).allMatch(run -> site.api().state(run).equals("succeeded"));
    }
  }
}
