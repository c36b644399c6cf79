package io.schedulezero.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulezero.run.Backoff;
import io.schedulezero.run.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

final class DelaysTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void each_kind_grows_as_its_name_says() {
    assertThat(seconds(Backoff.FIXED, 2)).containsExactly(1.0, 1.0, 1.0, 1.0, 1.0);
    assertThat(seconds(Backoff.LINEAR, 2)).containsExactly(1.0, 2.0, 3.0, 4.0, 5.0);
    assertThat(seconds(Backoff.EXPONENTIAL, 2)).containsExactly(1.0, 2.0, 4.0, 8.0, 16.0);
    assertThat(seconds(Backoff.FIBONACCI, 2)).containsExactly(1.0, 1.0, 2.0, 3.0, 5.0);
    assertThat(seconds(Backoff.POLYNOMIAL, 2)).containsExactly(1.0, 4.0, 9.0, 16.0, 25.0);
  }

  @Test
  void decorrelated_jitter_begins_at_the_base_and_stays_between_base_and_factor_times_the_last() {
    List<Double> delays = seconds(Backoff.DECORRELATED_JITTER, 3);

    assertThat(delays.get(0)).isEqualTo(1.0);
    for (int i = 1; i < delays.size(); i++) {
      assertThat(delays.get(i)).isBetween(1.0, 3 * delays.get(i - 1));
    }
  }

  @Property
  void no_delay_is_negative_or_above_the_cap_however_far_it_goes(
      @ForAll Backoff backoff,
      @ForAll @IntRange(min = 1, max = 1_000) int retry,
      @ForAll @LongRange(min = 0, max = 1_000_000_000_000L) long baseMillis,
      @ForAll @DoubleRange(min = 0.1, max = 100) double factor,
      @ForAll @DoubleRange(min = 0, max = 1) double jitter,
      @ForAll long seed) {
    RetryPolicy policy =
        new RetryPolicy(backoff, 1_000, Duration.ofMillis(baseMillis), HOUR, factor, jitter, null);

    Duration delay = Delays.beforeRetry(policy, retry, seed);

    assertThat(delay).isBetween(Duration.ZERO, HOUR);
    assertThat(Delays.beforeRetry(policy, retry, seed)).isEqualTo(delay);
  }

  @Property
  void a_cap_longer_than_a_long_of_nanoseconds_saturates(@ForAll Backoff backoff) {
    Duration eternity = Duration.ofDays(365_000_000);
    RetryPolicy policy = new RetryPolicy(backoff, 1_000, eternity, eternity, 100, 0, null);

    assertThat(Delays.beforeRetry(policy, 999, 7)).isEqualTo(Duration.ofNanos(Long.MAX_VALUE));
  }

  @Property
  void jitter_spreads_around_the_delay(@ForAll long seed) {
    RetryPolicy policy = new RetryPolicy(Backoff.FIXED, 5, SECOND, HOUR, 1, 0.2, null);

    assertThat(Delays.beforeRetry(policy, 1, seed))
        .isBetween(Duration.ofMillis(800), Duration.ofMillis(1_200));
  }

  private static List<Double> seconds(Backoff backoff, double factor) {
    RetryPolicy policy = new RetryPolicy(backoff, 10, SECOND, HOUR, factor, 0, null);
    return IntStream.rangeClosed(1, 5)
        .mapToObj(retry -> Delays.beforeRetry(policy, retry, 42).toNanos() / 1e9)
        .toList();
  }
}
