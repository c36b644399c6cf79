package io.schedulezero.govern;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulezero.govern.Governor.Verdict;
import io.schedulezero.run.Run;
import io.schedulezero.run.RunId;
import io.schedulezero.run.RunSpec;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ConcurrencyGovernorTest {
  private static final Run MAIL = run("mail");
  private static final Run REPORT = run("report");

  @Test
  void admits_up_to_the_limit_in_all_and_again_when_one_has_ended() {
    ConcurrencyGovernor governor = new ConcurrencyGovernor(2, Map.of());
    governor.started(MAIL);
    assertThat(governor.judge(REPORT)).isInstanceOf(Verdict.Admit.class);
    governor.started(REPORT);

    assertThat(governor.judge(MAIL))
        .isEqualTo(new Verdict.Hold("max_concurrent: 2 of 2 are running"));
    governor.ended(REPORT);
    assertThat(governor.judge(MAIL)).isInstanceOf(Verdict.Admit.class);
  }

  @Test
  void a_handler_with_its_own_limit_is_held_while_others_pass() {
    ConcurrencyGovernor governor = new ConcurrencyGovernor(10, Map.of("mail", 1));
    governor.started(MAIL);

    assertThat(governor.judge(MAIL))
        .isEqualTo(new Verdict.Hold("per_handler_limits.mail.concurrent: 1 of 1 are running"));
    assertThat(governor.judge(REPORT)).isInstanceOf(Verdict.Admit.class);
    governor.ended(MAIL);
    assertThat(governor.judge(MAIL)).isInstanceOf(Verdict.Admit.class);
  }

  private static Run run(String handler) {
    return Run.open(new RunId(1), RunSpec.of(handler, "{}"), Instant.EPOCH, Instant.EPOCH, null);
  }
}
