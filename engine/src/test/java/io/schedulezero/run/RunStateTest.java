package io.schedulezero.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RunStateTest {
  @Test
  void only_a_dead_or_cancelled_run_leaves_a_final_state_and_only_for_the_queue() {
    for (RunState from : RunState.values()) {
      if (from.isTerminal()) {
        EnumSet<RunState> next = EnumSet.noneOf(RunState.class);
        Arrays.stream(RunState.values()).filter(from::canBecome).forEach(next::add);
        assertThat(next)
            .isSubsetOf(RunState.QUEUED)
            .hasSize(from == RunState.FAILED || from == RunState.CANCELLED ? 1 : 0);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(RunState.class)
  void no_state_becomes_itself(RunState state) {
    assertThat(state.canBecome(state)).isFalse();
  }

  @Test
  void an_impossible_move_names_the_run_and_both_states() {
    Run run = Run.open(new RunId(7), RunSpec.of("h", "{}"), Instant.EPOCH, Instant.EPOCH, null);

    assertThatThrownBy(() -> run.to(RunState.SUCCEEDED))
        .hasMessageContainingAll(run.id().toString(), "QUEUED", "SUCCEEDED");
  }

  @Test
  void a_run_that_is_due_later_is_scheduled() {
    Instant now = Instant.EPOCH;
    RunSpec spec = RunSpec.of("h", "{}");

    assertThat(Run.open(new RunId(7), spec, now, now, null).state()).isEqualTo(RunState.QUEUED);
    assertThat(Run.open(new RunId(7), spec, now, now.plusMillis(1), null).state())
        .isEqualTo(RunState.SCHEDULED);
  }

  @Property
  void run_ids_read_back_and_sort_as_text_as_they_do_as_numbers(
      @ForAll @LongRange(min = 0) long a, @ForAll @LongRange(min = 0) long b) {
    RunId first = new RunId(a);
    RunId second = new RunId(b);

    assertThat(RunId.parse(first.toString())).isEqualTo(first);
    assertThat(Integer.signum(first.toString().compareTo(second.toString())))
        .isEqualTo(Integer.signum(first.compareTo(second)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "short", "01234567890123", "8000000000000", "00000000000i0", "ABCDEFGHJKMNP"})
  void what_is_no_run_id_is_refused(String text) {
    assertThatThrownBy(() -> RunId.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
