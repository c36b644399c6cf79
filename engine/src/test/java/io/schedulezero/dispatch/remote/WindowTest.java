package io.schedulezero.dispatch.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class WindowTest {
  private static final long LENGTH = Window.LENGTH.toNanos();
  private static final long SLICE = LENGTH / 30;

  @Test
  void counts_what_is_not_older_than_its_length() {
    Window window = new Window();
    window.add(true, 0);
    window.add(false, SLICE);

    assertThat(window.counts(LENGTH - 1)).isEqualTo(new Counts(1, 1));
    assertThat(window.counts(LENGTH)).isEqualTo(new Counts(0, 1));
    assertThat(window.counts(10 * LENGTH)).isEqualTo(Counts.NONE);
  }

  @Property
  void all_within_the_length_less_a_slice_counts_and_nothing_beyond_the_length(
      @ForAll @LongRange(min = Long.MIN_VALUE / 4, max = Long.MAX_VALUE / 4) long origin,
      @ForAll @Size(max = 200) List<@LongRange(min = 0, max = 60_000_000_000L) Long> gaps) {
    Window window = new Window();
    List<Long> times = new ArrayList<>();
    long now = origin;
    for (long gap : gaps) {
      now += gap;
      times.add(now);
      window.add(times.size() % 3 == 0, now);
    }
    long end = now;

    long counted = window.counts(end).total();

    assertThat(counted)
        .isBetween(
            times.stream().filter(at -> end - at <= LENGTH - SLICE).count(),
            times.stream().filter(at -> end - at < LENGTH).count());
  }
}
