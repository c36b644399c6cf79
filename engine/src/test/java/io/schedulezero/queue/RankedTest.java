package io.schedulezero.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

final class RankedTest {
  /** Numbers to add; a negative one polls, a zero removes all odd ones. */
  @Property
  void it_gives_what_a_priority_queue_gives(
      @ForAll @Size(max = 60) List<@IntRange(min = -10, max = 20) Integer> steps) {
    Ranked<Integer> ranked = new Ranked<>(Comparator.naturalOrder());
    PriorityQueue<Integer> reference = new PriorityQueue<>();
    List<Integer> polled = new ArrayList<>();
    List<Integer> expected = new ArrayList<>();
    for (int step : steps) {
      if (step > 0) {
        ranked.add(step);
        reference.add(step);
      } else if (step < 0) {
        polled.add(ranked.poll());
        expected.add(reference.poll());
      } else {
        ranked.removeIf(n -> n % 2 == 1);
        reference.removeIf(n -> n % 2 == 1);
      }
      assertThat(ranked.peek()).isEqualTo(reference.peek());
      assertThat(ranked.size()).isEqualTo(reference.size());
    }
    assertThat(polled).isEqualTo(expected);
  }
}
