package io.schedulezero.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentProblemsTest {
  private final Taker taker = new Taker();

  private String only(String handler, String json) {
    List<ArgumentProblem> problems = taker.problems(handler, json);
    assertThat(problems).hasSize(1);
    return problems.get(0).toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "a_boolean  | \"true\"      | \"true\" is not true or false",
        "a_byte     | 128           | 128 is not a whole number from -128 to 127",
        "an_int     | 2147483648    | 2147483648 is not a whole number from -2147483648 to 2147483647",
        "an_int     | 1.5           | 1.5 is not a whole number from -2147483648 to 2147483647",
        "an_int     | 1e999999999   | 1e999999999 is not a whole number from -2147483648 to 2147483647",
        "an_int     | null          | null is not a whole number from -2147483648 to 2147483647",
        "an_int     | \"5\"         | \"5\" is not a whole number from -2147483648 to 2147483647",
        "big_integer| 1.5           | 1.5 is not a whole number of at most 1000 digits",
        "a_float    | 1e39          | 1e39 is not a number that fits a float",
        "a_double   | 1e309         | 1e309 is not a number that fits a double",
        "a_double   | \"NaN\"       | \"NaN\" is not a number that fits a double",
        "big_decimal| 1e999999999   | 1e999999999 is not a number with an exponent of at most 1000",
        "big_decimal| 0e-999999999  | 0e-999999999 is not a number with an exponent of at most 1000",
        "string     | 5             | 5 is not a string",
        "string     | {\"a\": 1}    | an object is not a string",
        "string     | [[1], 2]      | an array is not a string",
        "a_char     | \"ab\"        | \"ab\" is not one character",
        "colour     | \"red\"       | \"red\" is not one of RED, GREEN",
        "uuid       | \"1-1-1-1-1\" | \"1-1-1-1-1\" is not a UUID such as 123e4567-e89b-12d3-a456-426614174000",
        "uri        | \"a b\"       | \"a b\" is not a URI",
        "bytes      | \"*\"         | \"*\" is not bytes in base64",
        "instant    | \"now\"       | \"now\" is not an instant such as 2026-11-21T09:00:00Z",
        "instant    | \"2026-11-21T09:00:00\" | \"2026-11-21T09:00:00\" is not an instant such as 2026-11-21T09:00:00Z",
        "local_date | \"2026-02-30\"| \"2026-02-30\" is not a date such as 2026-11-21",
        "duration   | \"10 s\"      | \"10 s\" is not a duration such as 250ms, 10s, 5m, 1h, 2d or PT1H30M",
        "zone_id    | \"Mars\"      | \"Mars\" is not a time zone such as Europe/Berlin",
        "integers   | 1             | 1 is not an array",
        "item       | \"pen\"       | \"pen\" is not an object",
        "any        | null          | null is not any JSON but null",
      })
  void a_wrong_value_is_named_with_what_is_allowed(String handler, String json, String message) {
    assertThat(only(handler, json)).isEqualTo("args.value: " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "integers  | [1, \"x\"]                       | args.value[1]: \"x\" is not a whole",
        "page      | {\"items\": [{\"sku\": 1}]}      | args.value.items[0].sku: 1 is not a string",
        "page      | {\"items\": [{}]}                | args.value.items[0].sku: is missing; it must be a string",
        "item      | {\"sku\": \"a\", \"quantity\": 0}| args.value: is refused by Item: quantity must be positive, not 0",
        "page      | {\"items\": [{\"sku\": \"a\", \"quantity\": -1}]} | args.value.items[0]: is refused by Item: quantity",
        "item      | {\"sku\": \"a\", \"Quantity\": 1}| args.value.Quantity: is not a known field; did you mean quantity?",
        "grid      | [[], [\"a\", {}]]                | args.value[1][1]: an object is not a string",
        "by_colour | {\"RED\": [\"soon\"]}            | args.value.RED[0]: \"soon\" is not a duration",
        "by_colour | {\"BLUE\": []}                   | args.value.BLUE: the key \"BLUE\" is not one of RED, GREEN",
        "by_number | {\"01\": \"a\"}                  | args.value[\"01\"]: the key \"01\" is not a whole number",
        "free      | {\"a b\": {\"c\": null}, \"d\": null} | args.value.d: null is not any JSON but null",
        "free      | {\"a\": {\"b\": 1, \"b\": 2}}    | args.value.a.b: is not valid JSON: Duplicate Object property",
      })
  void a_problem_says_where_it_is(String handler, String json, String problem) {
    assertThat(only(handler, json)).startsWith(problem);
  }

  @Test
  void an_unknown_argument_is_named_with_the_nearest_known_one() {
    assertThat(taker.handler("string").check("{\"Vallue\": \"a\"}"))
        .extracting(ArgumentProblem::toString)
        .containsExactly(
            "args.Vallue: is not a known argument; did you mean value? Known: value",
            "args.value: is missing; it must be a string");
    assertThat(taker.handler("string").check("{\"value\": \"a\", \"more\": [1]}"))
        .extracting(ArgumentProblem::toString)
        .containsExactly("args.more: is not a known argument. Known: value");
  }

  @Test
  void all_problems_are_told_but_no_more_than_twenty() {
    String many =
        IntStream.range(0, 1000).mapToObj(i -> "\"" + i + "\"").collect(Collectors.joining(","));

    assertThat(taker.problems("integers", "[" + many + "]")).hasSize(20);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "nul",
        "{\"value\": \"a\"",
        "{\"value\": }",
        "{value: 1}",
        "{\"value\": 'a'}",
        "{\"value\": NaN}",
        "{\"value\": 01}",
        "{\"value\": \"\u0000\"}",
        "{\"value\": \"a\"} 2",
        "{\"value\": \"a\",}",
        "\uFEFF{}",
        "{\"value\": \"\\ud8\"}",
        "// {}",
        "[]",
        "null",
        "1"
      })
  void what_is_not_one_json_object_is_refused(String json) {
    assertThat(taker.handler("string").check(json))
        .hasSize(1)
        .allSatisfy(problem -> assertThat(problem.path()).startsWith("args"))
        .allSatisfy(problem -> assertThat(problem.message()).doesNotContain("Source", "Feature"));
  }

  @Test
  void a_duplicate_argument_is_refused() {
    assertThat(taker.handler("string").check("{\"value\": \"a\", \"value\": \"b\"}"))
        .extracting(ArgumentProblem::message)
        .containsExactly(
            "is not valid JSON: Duplicate Object property \"value\", line 1 column 23");
  }

  @Test
  void what_is_too_deep_or_too_long_is_refused() {
    String deep = "[".repeat(100_000);
    String huge = "\"" + "x".repeat(HandlerDefinition.MAX_ARGS_LENGTH) + "\"";

    assertThat(only("any", deep))
        .contains("Document nesting depth (65) exceeds the maximum allowed (64)");
    assertThat(taker.problems("string", deep)).hasSize(2);
    assertThat(only("string", huge)).contains("characters; at most 1048576");
    assertThat(only("big_decimal", "1e2147483648"))
        .endsWith("value: is a number beyond all limits");
    assertThat(only("any", "1".repeat(5000))).contains("Number value length (5000) exceeds");
    assertThat(taker.handler("string").check("{\"" + "n".repeat(5000) + "\": 1}"))
        .allSatisfy(problem -> assertThat(problem.message()).contains("Name length"));
  }

  @Test
  void names_with_equal_hashes_harm_neither_this_document_nor_the_next() {
    for (String[] pair : new String[][] {{"AB", "B!"}, {"Aa", "BB"}}) {
      String names =
          IntStream.range(0, 1 << 13)
              .mapToObj(number -> "\"" + equalHash(pair, number) + "\": \"\"")
              .collect(Collectors.joining(","));

      assertThat(taker.problems("free", "{" + names + "}")).isEmpty();
    }
  }

  private static String equalHash(String[] pair, int number) {
    StringBuilder name = new StringBuilder();
    for (int bit = 0; bit < 13; bit++) {
      name.append(pair[number >> bit & 1]);
    }
    return name.toString();
  }

  @Test
  void paths_and_messages_are_short_and_without_control_characters() {
    String name = "\\u0000" + "n".repeat(900);
    ArgumentProblem unknown = taker.handler("string").check("{\"" + name + "\": 1}").get(0);
    ArgumentProblem wrong = taker.problems("an_int", "\"\\u0007" + "x".repeat(9000) + "\"").get(0);

    assertThat(unknown.path()).hasSizeLessThan(210).doesNotContain("\u0000").endsWith("…\"]");
    assertThat(wrong.message())
        .hasSizeLessThan(200)
        .startsWith("\"\uFFFDxxx")
        .doesNotContain("\u0007");
  }

  @Test
  void arguments_by_position_must_be_as_many_and_of_the_type() {
    assertThatThrownBy(() -> taker.handler("string").argsFrom("a", "b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("io.schedulezero.handler.Taker.string takes 1 arguments, not 2: value");
    assertThatThrownBy(() -> taker.handler("string").argsFrom(Instant.EPOCH))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Taker.string cannot be written as JSON");
    assertThatThrownBy(() -> taker.handler("a_double").argsFrom(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NaN is not a number that fits a double");
    assertThatThrownBy(() -> taker.handler("an_int").argsFrom(1.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("java.lang.Double is not a whole number");
    assertThatThrownBy(() -> taker.handler("integers").argsFrom(Arrays.asList(1, null)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("null is not a whole number");
  }
}
