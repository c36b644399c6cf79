package io.schedulezero.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulezero.handler.Arg;
import io.schedulezero.handler.ArgumentProblem;
import io.schedulezero.handler.Handler;
import io.schedulezero.handler.HandlerCatalog;
import io.schedulezero.handler.HandlerDefinition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server says of arguments for a handler that it has only the schema of. */
final class ArgumentSchemaTest {
  enum Size {
    SMALL,
    LARGE
  }

  record Item(String sku, @Arg(defaultValue = "1") int quantity) {}

  record Box(Optional<Box> inner, List<Item> items) {}

  @SuppressWarnings("unused")
  static final class Shop {
    @Handler
    void pack(
        @Arg(defaultValue = "3") int count,
        @Arg(defaultValue = "0.5") double weight,
        @Arg(defaultValue = "SMALL") Size size,
        @Nullable String note,
        @Nullable Item item,
        List<Item> items,
        @Nullable Instant at,
        @Nullable Box box) {}
  }

  private final HandlerDefinition pack = HandlerCatalog.of(new Shop()).find("pack").orElseThrow();
  private final ArgumentSchema schema = new ArgumentSchema(pack.argsSchema());

  private static List<String> texts(List<ArgumentProblem> problems) {
    return problems.stream().map(ArgumentProblem::toString).toList();
  }

  private static List<String> problems(String schema, String args) {
    return texts(new ArgumentSchema(schema.replace('\'', '"')).check(args.replace('\'', '"')));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"items\": []}",
        "{\"items\": [{\"sku\": \"a\"}], \"count\": 2.0, \"size\": \"LARGE\", \"note\": null}",
        "{\"items\": [], \"item\": null, \"at\": \"2026-11-21T09:00:00Z\"}",
        "{\"items\": [], \"box\": {\"inner\": {\"items\": []}, \"items\": []}}"
      })
  void good_arguments_have_no_problems(String args) {
    assertThat(pack.check(args)).isEmpty();
    assertThat(schema.check(args)).isEmpty();
  }

  /** The same problem, word for word, whether the handler is here or on a worker. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[]",
        "{\"items\": 5}",
        "{}",
        "{\"items\": [], \"itmes\": 1}",
        "{\"items\": [], \"size\": \"red\"}",
        "{\"items\": [{}]}",
        "{\"items\": [{\"sku\": 5}]}",
        "{\"items\": [{\"sku\": \"a\", \"Quantity\": 5}]}",
        "{\"items\": [], \"count\": 1, \"count\": 2}",
        "{\"items\": [], \"weight\": 1e9999}",
      })
  void a_problem_is_that_of_a_handler_here(String args) {
    assertThat(texts(schema.check(args)).stream().map(ArgumentSchemaTest::withoutNumbers))
        .isNotEmpty()
        .isEqualTo(
            texts(pack.check(args)).stream().map(ArgumentSchemaTest::withoutNumbers).toList());
  }

  /** A handler here knows the Java type of a number. */
  private static String withoutNumbers(String problem) {
    return problem
        .replaceAll(" that fits a double| with an exponent of at most 1000", "")
        .replace("1e9999", "1E+9999");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "'count': 'x'      | args.count: \"x\" is not a whole number",
        "'count': 1.5      | args.count: 1.5 is not a whole number",
        "'count': 2147483648 | args.count: 2147483648 is not 2147483647 or less",
        "'note': 5         | args.note: 5 is not a string or null",
        "'item': 5         | args.item: 5 is not an object or null",
        "'item': {}        | args.item.sku: is missing; it must be a string",
        "'item': {'sku': 1}| args.item.sku: 1 is not a string",
        "'at': 'soon'      | args.at: \"soon\" is not a date and time with offset such as 2026-11-21T09:00:00Z",
        "'box': {'inner': {'items': 5}, 'items': []} | args.box.inner.items: 5 is not an array",
      })
  void a_wrong_value_is_named_with_what_is_allowed(String field, String problem) {
    String args = "{'items': [], " + field + "}";

    assertThat(texts(schema.check(args.replace('\'', '"')))).containsExactly(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "'minimum': 1           | 0      | 0 is not 1 or more",
        "'exclusiveMinimum': 1  | 1      | 1 is not more than 1",
        "'exclusiveMaximum': 1  | 1      | 1 is not less than 1",
        "'multipleOf': 5        | 7      | 7 is not a multiple of 5",
        "'minLength': 2         | 'a'    | \"a\" is not a string of at least 2 characters",
        "'maxLength': 1         | 'ab'   | \"ab\" is not a string of at most 1 characters",
        "'pattern': '^a+$'      | 'b'    | \"b\" is not a string that matches ^a+$",
        "'format': 'email'      | 'b'    | \"b\" is not an e-mail address",
        "'format': 'ipv4'       | 'b'    | \"b\" is not of the format ipv4",
        "'const': 'x'           | 'b'    | \"b\" is not \"x\"",
        "'enum': ['x', 1, null] | 'b'    | \"b\" is not one of x, 1, null",
        "'minItems': 2          | [1]    | an array must have at least 2 items but found 1",
        "'uniqueItems': true    | [1, 1] | an array must have only unique items in the array",
        "'type': ['string', 'null'] | 5  | 5 is not a string or null",
        "'anyOf': [{'type': 'string'}, {'type': 'array'}] | 5  | 5 is not a string or an array",
        "'not': {}              | 5      | 5 must not be valid to the schema {}",
      })
  void other_keywords_are_said_in_the_same_style(String keyword, String value, String message) {
    String schema = "{'properties': {'a': {" + keyword + "}}}";

    assertThat(problems(schema, "{'a': " + value + "}")).containsExactly("args.a: " + message);
  }

  @Test
  void numbers_beyond_all_types_are_checked_or_refused() {
    assertThat(problems("{'properties': {'a': {'type': 'integer'}}}", "{'a': 1e300}")).isEmpty();
    assertThat(problems("{'properties': {'a': {'type': 'integer'}}}", "{'a': 1e-999999999}"))
        .containsExactly("args.a: 1E-999999999 is not a number with an exponent of at most 1000");
    assertThat(
            problems("{'properties': {'a': {'maximum': 5}}}", "{'a': 99999999999999999999999999}"))
        .containsExactly("args.a: 99999999999999999999999999 is not 5 or less");
  }

  @Test
  void no_more_than_twenty_problems_are_told() {
    assertThat(schema.check("{\"items\": [" + "5,".repeat(99) + "5]}")).hasSize(20);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{'$ref': 'http://127.0.0.1:9/schema.json'}",
        "{'$ref': 'classpath:draft-07/schema'}",
        "{'$ref': 'file:///etc/passwd'}",
        "{'$ref': '#/$defs/Missing'}",
        "{'$schema': 'https://example.org/unheard-of'}",
        "{'pattern': '['}",
        "{'properties': {'a': {'pattern': '['}}}",
      })
  void a_schema_that_cannot_be_used_refuses_and_says_why(String schema) {
    assertThat(problems(schema, "{'a': 'b'}"))
        .singleElement()
        .asString()
        .startsWith("args: cannot be checked against the JSON Schema of the handler: ");
  }

  @Test
  void a_schema_that_branches_without_end_is_given_up() {
    String branching =
        "{'$ref': '#/$defs/a', '$defs': {'a': {'anyOf': [{'$ref': '#/$defs/a'}, {'$ref': '#/$defs/a'}]}}}";

    assertThat(problems(branching, "{}"))
        .containsExactly(
            "args: cannot be checked against the JSON Schema of the handler: it takes too long");
  }

  @Test
  void two_schemas_of_the_same_id_are_two() {
    String one = "{'$id': 'https://example.org/a', 'required': ['one']}";
    String two = "{'$id': 'https://example.org/a', 'required': ['two']}";

    assertThat(problems(one, "{}")).containsExactly("args.one: is missing");
    assertThat(problems(two, "{}")).containsExactly("args.two: is missing");
  }

  @Test
  void an_older_dialect_is_understood() {
    String older =
        "{'$schema': 'http://json-schema.org/draft-07/schema#',"
            + " 'definitions': {'n': {'type': 'integer'}},"
            + " 'properties': {'a': {'$ref': '#/definitions/n'}}}";

    assertThat(problems(older, "{'a': 'b'}"))
        .containsExactly("args.a: \"b\" is not a whole number");
  }
}
