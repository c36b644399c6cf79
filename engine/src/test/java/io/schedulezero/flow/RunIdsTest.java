package io.schedulezero.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulezero.run.RunId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class RunIdsTest {
  private static final InstantSource STOPPED = InstantSource.fixed(Instant.ofEpochMilli(1_000_000));

  @Test
  void ids_grow_even_when_the_clock_stands_still_or_goes_back() {
    RunIds ids = new RunIds(STOPPED, 3, 0);

    assertThat(Stream.generate(ids::next).limit(10_000).map(RunId::value).toList())
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  void ids_go_on_above_the_newest_of_the_store() {
    RunIds before = new RunIds(InstantSource.fixed(Instant.ofEpochMilli(9_000_000)), 3, 0);
    RunId newest = before.next();

    assertThat(new RunIds(STOPPED, 3, newest.value()).next()).isGreaterThan(newest);
  }

  @Test
  void two_nodes_never_make_the_same() {
    RunIds one = new RunIds(STOPPED, 1, 0);
    RunIds two = new RunIds(STOPPED, 2, 0);

    assertThat(
            LongStream.range(0, 1_000)
                .boxed()
                .flatMap(i -> Stream.of(one.next(), two.next()))
                .distinct()
                .count())
        .isEqualTo(2_000);
  }

  @Test
  void ids_that_follow_each_other_spread_over_a_hash_table() {
    RunIds ids = new RunIds(STOPPED, 0, 0);
    int buckets = 2_048;

    Stream<Integer> bucketOfEach =
        Stream.generate(ids::next)
            .limit(1_000)
            .map(id -> (id.hashCode() ^ id.hashCode() >>> 16) & (buckets - 1));

    assertThat(bucketOfEach.distinct().count()).isGreaterThan(600);
  }

  @Test
  void fences_are_above_those_of_every_earlier_epoch() {
    Fences first = new Fences(1);
    long early = first.next();

    assertThat(first.next()).isGreaterThan(early);
    assertThat(new Fences(2).next()).isGreaterThan(first.next());
  }
}
