package io.schedulezero.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

final class MeanTimesTest {
  private final MeanTimes means = new MeanTimes();

  @Test
  void nothing_is_known_before_a_success_and_after_a_failure() {
    assertThat(means.of("mail")).isNegative();
    means.ended("mail", true, 10);
    assertThat(means.of("mail")).isEqualTo(10);
    assertThat(means.of("thumb")).isNegative();

    means.ended("mail", false, 1);

    assertThat(means.of("mail")).isNegative();
  }

  @Test
  void the_latest_counts_most() {
    means.ended("mail", true, 10);
    means.ended("mail", true, 20);

    assertThat(means.of("mail")).isEqualTo(12);
  }

  @Property
  void the_average_lies_between_the_shortest_and_the_longest(
      @ForAll @NotEmpty List<@LongRange(min = 0, max = 86_400_000) Long> millis) {
    MeanTimes times = new MeanTimes();
    millis.forEach(each -> times.ended("mail", true, each));

    assertThat(times.of("mail"))
        .isBetween(
            millis.stream().mapToDouble(Long::doubleValue).min().orElseThrow(),
            millis.stream().mapToDouble(Long::doubleValue).max().orElseThrow());
  }
}
