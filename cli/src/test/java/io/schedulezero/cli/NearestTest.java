package io.schedulezero.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NearestTest {
  private static final List<String> KNOWN =
      List.of("server", "handlers", "run", "runs", "schedules", "preview", "--handler", "--help");

  @ParameterizedTest
  @CsvSource({
    "sever,server",
    "hadnlers,handlers",
    "schedule,schedules",
    "sched,schedules",
    "PREVIEW,preview",
    "--handel,--handler",
    "rnus,runs"
  })
  void a_slip_of_the_fingers_is_understood(String typed, String meant) {
    assertThat(Nearest.to(typed, KNOWN)).startsWith(meant);
  }

  @Test
  void what_is_far_from_everything_is_not_guessed_at() {
    assertThat(Nearest.question("frobnicate", KNOWN)).isEmpty();
  }

  @Test
  void several_are_named_the_closest_first() {
    assertThat(Nearest.question("rus", KNOWN)).isEqualTo(" Did you mean run or runs?");
  }
}
