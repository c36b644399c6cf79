package io.schedulezero.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulezero.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

final class TextsTest {
  @ParameterizedTest
  @CsvSource({
    "250ms,PT0.25S",
    "2d,PT48H",
    "0s,PT0S",
    "10000d,P10000D",
    "PT1H30M,PT1H30M",
    "'pt1,5s',PT1.5S",
    "-PT-5S,PT5S"
  })
  void a_duration_is_read_in_both_forms(String text, Duration duration) {
    assertThat(Texts.duration(text)).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10", "-1s", "1.5s", "PT-5S", "10001d", "999999999999999d", "P1M"})
  void what_is_no_duration_or_out_of_bounds_is_refused_with_what_is_allowed(String text) {
    List<Problem> problems = new ArrayList<>();
    ObjectNode object = JsonNodeFactory.instance.objectNode().put("timeout", text);

    assertThat(Fields.of(object, "retry", problems).duration("timeout")).isNull();
    assertThat(problems)
        .containsExactly(
            new Problem(
                "retry.timeout",
                "must be a duration such as 250ms, 10s, 5m, 1h, 2d or PT1H30M, zero or more, at most"
                    + " 10000d, not \""
                    + text
                    + '"'));
  }

  @Test
  void the_near_name_is_meant_and_a_far_one_is_not() {
    assertThat(Nearest.to("handlr", List.of("handler", "args"))).contains("handler");
    assertThat(Nearest.to("ARGS", List.of("handler", "args"))).contains("args");
    assertThat(Nearest.to("something", List.of("handler", "args"))).isEmpty();
    assertThat(Nearest.hint("something", List.of("b", "a"))).isEqualTo("; known are a, b");
  }
}
