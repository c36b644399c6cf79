package io.schedulezero.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class PaceTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final Pace pace = new Pace(0);

  private void turn(long at, Duration took) {
    pace.turned(at * SECOND, at * SECOND + took.toNanos());
  }

  @Test
  void the_longest_turn_counts_for_a_minute_at_least_and_not_for_ever() {
    assertThat(pace.longest()).isZero();
    turn(1, Duration.ofMillis(3));
    turn(50, Duration.ofMillis(70));
    turn(51, Duration.ofMillis(1));
    assertThat(pace.longest()).isEqualTo(Duration.ofMillis(70));

    turn(109, Duration.ofMillis(2));
    assertThat(pace.longest()).isEqualTo(Duration.ofMillis(70));

    turn(170, Duration.ofMillis(2));
    assertThat(pace.longest()).isEqualTo(Duration.ofMillis(2));
  }

  @Test
  void after_a_long_rest_nothing_of_before_counts() {
    turn(1, Duration.ofMillis(70));
    turn(1_000, Duration.ofMillis(2));
    assertThat(pace.longest()).isEqualTo(Duration.ofMillis(2));
  }
}
