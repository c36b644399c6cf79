package io.schedulezero.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RouteTest {
  @Test
  void a_run_without_a_route_is_in_the_lane_of_its_handler() {
    RunSpec spec = RunSpec.of("mail", "{}");

    assertThat(spec.lane()).isSameAs(spec.handler());
  }

  @Test
  void labels_may_be_told_in_any_order() {
    Route one = route(Map.of("a", "1", "b", "2"), null, null);
    Route other = route(Map.of("b", "2", "a", "1"), null, null);

    assertThat(one.lane()).isEqualTo(other.lane());
  }

  @Property
  void routes_have_the_same_lane_only_if_they_mean_the_same_targets(
      @ForAll("routes") Route one, @ForAll("routes") Route other) {
    boolean same =
        one.labels().equals(other.labels())
            && java.util.Objects.equals(one.target(), other.target())
            && java.util.Objects.equals(one.version(), other.version())
            && bucket(one) == bucket(other);

    assertThat(one.lane().equals(other.lane())).isEqualTo(same);
  }

  private static int bucket(Route route) {
    return route.affinity() == null ? -1 : route.affinity().bucket();
  }

  /** Of few words, with all that means something in the name of a lane. */
  @Provide
  Arbitrary<Route> routes() {
    Arbitrary<String> values = Arbitraries.of("a", "@a", "=", "a=a", "~a", "#1", ":a", "");
    Arbitrary<String> names = Arbitraries.of("a", "@a", "~a", ":a", "");
    return Combinators.combine(
            Arbitraries.maps(names, values).ofMaxSize(2),
            values.injectNull(0.5),
            values.injectNull(0.5),
            Arbitraries.of("a", "b").map(Affinity::to).injectNull(0.5))
        .as(Route::new);
  }

  @Test
  void what_would_break_the_name_of_a_lane_is_refused() {
    assertThatThrownBy(() -> route(Map.of("a=b", "c"), null, null)).hasMessageContaining("worker");
    assertThatThrownBy(() -> route(Map.of("a", "b\nc"), null, null)).hasMessageContaining("worker");
    assertThatThrownBy(() -> route(Map.of(), "w\n1", null)).hasMessageContaining("target");
    assertThatThrownBy(() -> route(Map.of(), null, "^2\n")).hasMessageContaining("handler_version");
  }

  private static Route route(
      Map<String, String> labels, @Nullable String target, @Nullable String version) {
    return new Route(labels, target, version, null);
  }

  @Property
  void a_key_belongs_to_one_of_256_buckets(@ForAll String key) {
    assertThat(Affinity.to(key).bucket()).isBetween(0, Affinity.BUCKETS - 1);
  }

  @Test
  void keys_that_differ_little_spread_over_the_buckets() {
    int[] keys = new int[Affinity.BUCKETS];
    for (int i = 0; i < 100 * Affinity.BUCKETS; i++) {
      keys[Affinity.to("customer-" + i).bucket()]++;
    }

    assertThat(java.util.Arrays.stream(keys).boxed()).allMatch(count -> count > 50 && count < 150);
  }
}
