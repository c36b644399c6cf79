package io.schedulezero.handler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {
  @Test
  void an_object_is_read_as_it_is() {
    Arguments.Reading read = Arguments.read("{\"a\": [1, 2.50, {\"b\": null}], \"c\": 1e1000}");

    assertThat(read.problems()).isEmpty();
    assertThat(read.value())
        .isEqualTo(Json.tree("{\"a\": [1, 2.50, {\"b\": null}], \"c\": 1e1000}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "[]                          | args: an array is not an object",
        "5                           | args: 5 is not an object",
        "null                        | args: null is not any JSON but null",
        "{\"a\": 1, \"a\": 2}        | args.a: is not valid JSON: Duplicate Object property \"a\", line 1 column 13",
        "{\"a\": {\"b\": [0, 1e9999]}} | args.a.b[1]: 1E+9999 is not a number with an exponent of at most 1000",
      })
  void what_is_wrong_is_said_as_for_handlers_here(String json, String problem) {
    Arguments.Reading read = Arguments.read(json);

    assertThat(read.value()).isNull();
    assertThat(read.problems()).extracting(ArgumentProblem::toString).containsExactly(problem);
  }

  @Test
  void a_problem_has_the_path_and_the_lengths_of_those_of_handlers_here() {
    assertThat(Arguments.problem(List.of("items", 2, "odd name"), "is odd"))
        .hasToString("args.items[2][\"odd name\"]: is odd");
    assertThat(Arguments.problem(List.of(), "x".repeat(1_000)).message()).hasSize(500);
  }
}
