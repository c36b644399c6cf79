package io.schedulezero.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
  private static final long YEAR_0 = -62_167_219_200L;
  private static final long YEAR_10_000 = 253_402_300_800L;

  private static Optional<Instant> read(Function<String, Instant> how, String text) {
    try {
      return Optional.of(how.apply(text));
    } catch (DateTimeException notOne) {
      return Optional.empty();
    }
  }

  @Property
  void what_was_written_is_read(
      @ForAll @LongRange(min = 2 * YEAR_0, max = 2 * YEAR_10_000) long second,
      @ForAll @IntRange(max = 999_999_999) int nanos,
      @ForAll @IntRange(max = 9) int digits) {
    int step = (int) Math.pow(10, 9 - digits);
    Instant some = Instant.ofEpochSecond(second, nanos / step * (long) step);
    assertThat(Times.read(some.toString())).isEqualTo(some);
  }

  @Property
  void a_text_with_another_character_is_read_as_the_platform_does(
      @ForAll @LongRange(min = YEAR_0, max = YEAR_10_000) long second,
      @ForAll @IntRange(max = 999_999_999) int nanos,
      @ForAll @IntRange(max = 28) int at,
      @ForAll @IntRange(min = 1, max = 300) int other) {
    StringBuilder text = new StringBuilder(Instant.ofEpochSecond(second, nanos).toString());
    text.setCharAt(at % text.length(), (char) other);
    assertThat(read(Times::read, text.toString())).isEqualTo(read(Instant::parse, text.toString()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Z",
        "2026-11-21T09:00:00Z",
        "2026-11-21T09:00Z",
        "2026-11-21T24:00:00Z",
        "2026-11-21T23:59:60Z",
        "2026-02-29T00:00:00Z",
        "2028-02-29T00:00:00Z",
        "2026-11-21T09:00:00.Z",
        "2026-11-21T09:00:00.1234567890Z",
        "2026-11-21T09:00:00,5Z",
        "+12026-11-21T09:00:00Z",
        "-0001-11-21T09:00:00Z",
        "2026-11-21t09:00:00z",
        "2026-11-21T09:00:00.5+00:00Z"
      })
  void odd_ones_are_read_as_the_platform_does(String text) {
    assertThat(read(Times::read, text)).isEqualTo(read(Instant::parse, text));
  }
}
