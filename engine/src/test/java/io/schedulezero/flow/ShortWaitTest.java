package io.schedulezero.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ShortWaitTest {
  private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

  private final ShortWait wait = new ShortWait(Duration.ofSeconds(1));

  @Test
  void is_over_after_its_length() {
    assertThat(wait.isUnderWay(NOW)).isFalse();
    wait.begin(NOW);

    assertThat(wait.until()).isEqualTo(NOW.plusSeconds(1));
    assertThat(wait.isUnderWay(NOW.plusMillis(999))).isTrue();
    assertThat(wait.isUnderWay(NOW.plusSeconds(1))).isFalse();
    assertThat(wait.isSet()).isTrue();
  }

  @Test
  void is_over_when_the_clock_is_set_back_or_forth() {
    wait.begin(NOW);

    assertThat(wait.isUnderWay(NOW.minusSeconds(3_600))).isFalse();
    assertThat(wait.isUnderWay(NOW.plusSeconds(3_600))).isFalse();
  }

  @Test
  void is_not_set_any_more_when_it_is_forgotten() {
    wait.begin(NOW);
    wait.forget();

    assertThat(wait.isSet()).isFalse();
    assertThat(wait.until()).isNull();
  }
}
