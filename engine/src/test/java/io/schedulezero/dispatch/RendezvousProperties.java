package io.schedulezero.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulezero.run.Affinity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.constraints.UniqueElements;

final class RendezvousProperties {
  @Property
  void when_a_target_goes_only_its_own_buckets_move(@ForAll("names") List<String> targets) {
    String gone = targets.get(0);
    List<String> rest = targets.subList(1, targets.size());

    for (int bucket = 0; bucket < Affinity.BUCKETS; bucket++) {
      String before = home(bucket, targets);
      if (!before.equals(gone)) {
        assertThat(home(bucket, rest)).isEqualTo(before);
      }
    }
  }

  @Property
  void when_a_target_comes_buckets_move_to_it_only(
      @ForAll("names") List<String> targets,
      @ForAll @AlphaChars @StringLength(min = 1, max = 8) String comer) {
    List<String> more = new ArrayList<>(targets);
    more.add(comer);

    for (int bucket = 0; bucket < Affinity.BUCKETS; bucket++) {
      assertThat(home(bucket, more)).isIn(home(bucket, targets), comer);
    }
  }

  @Property
  void the_order_in_which_targets_came_does_not_matter(
      @ForAll @UniqueElements @Size(min = 1, max = 9) List<@IntRange(max = 99) Integer> numbers,
      @ForAll @IntRange(max = 255) int bucket) {
    List<String> targets = numbers.stream().map(i -> "w" + i).toList();
    List<String> sorted = targets.stream().sorted().toList();

    assertThat(home(bucket, targets)).isEqualTo(home(bucket, sorted));
  }

  @Property
  void targets_with_similar_names_get_similar_shares(@ForAll @IntRange(min = 2, max = 8) int many) {
    List<String> targets = IntStream.range(0, many).mapToObj(i -> "worker-" + i).toList();
    Map<String, Integer> shares = new HashMap<>();
    for (int bucket = 0; bucket < Affinity.BUCKETS; bucket++) {
      shares.merge(home(bucket, targets), 1, Integer::sum);
    }

    int fair = Affinity.BUCKETS / many;
    assertThat(shares).hasSize(many);
    assertThat(shares.values()).allMatch(share -> share > fair / 2 && share < fair * 2);
  }

  @Provide
  Arbitrary<List<String>> names() {
    return Arbitraries.strings()
        .alpha()
        .ofMinLength(1)
        .ofMaxLength(8)
        .list()
        .uniqueElements()
        .ofMinSize(2)
        .ofMaxSize(8);
  }

  private static String home(int bucket, List<String> targets) {
    return targets.stream()
        .max(Comparator.comparingLong(target -> Rendezvous.score(bucket, target)))
        .orElseThrow();
  }
}
