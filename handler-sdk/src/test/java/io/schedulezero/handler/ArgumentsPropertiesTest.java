package io.schedulezero.handler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ArgumentsPropertiesTest {
  /** Here the schema is weaker than Java: dates that do not exist, constructors that refuse, … */
  private static final Set<String> WEAKER_SCHEMA =
      Set.of(
          "a_char",
          "a_double",
          "a_float",
          "big_decimal",
          "big_integer",
          "by_colour",
          "bytes",
          "duration",
          "instant",
          "item",
          "local_date",
          "local_date_time",
          "month_day",
          "nullable",
          "offset_date_time",
          "optional_double",
          "page",
          "period",
          "text_default",
          "uri",
          "year_month",
          "zone_id",
          "zone_offset",
          "zoned_date_time");

  private final Taker taker = new Taker();
  private final SchemaOracle oracle = new SchemaOracle();

  @Provide
  Arbitrary<String> handlers() {
    return JsonDocuments.handlers(taker.catalog());
  }

  @Provide
  Arbitrary<String> documents() {
    return JsonDocuments.arguments();
  }

  @Provide
  Arbitrary<String> broken() {
    return JsonDocuments.broken();
  }

  @Property(tries = 5_000)
  void what_is_accepted_is_accepted_by_an_independent_validator_of_the_schema(
      @ForAll("handlers") String handler, @ForAll("documents") String json) {
    HandlerDefinition definition = taker.handler(handler);
    List<ArgumentProblem> problems = definition.check(json);

    if (problems.isEmpty()) {
      assertThat(oracle.accepts(definition, json)).as("%s %s", handler, json).isTrue();
    } else if (!WEAKER_SCHEMA.contains(handler)) {
      assertThat(oracle.accepts(definition, json)).as("%s %s", handler, problems).isFalse();
    }
  }

  @Property(tries = 5_000)
  void whatever_the_text_is_there_are_problems_and_never_an_exception(
      @ForAll("handlers") String handler, @ForAll("broken") String json) {
    List<ArgumentProblem> problems = taker.handler(handler).check(json);

    assertThat(problems).hasSizeLessThanOrEqualTo(20);
    assertThat(problems)
        .allSatisfy(problem -> assertThat(problem.path()).startsWith("args"))
        .allSatisfy(problem -> assertThat(problem.message()).isNotBlank());
  }

  @Property(tries = 2_000)
  void any_text_at_all_is_answered_with_a_problem(@ForAll String text) {
    assertThat(taker.handler("string").check(text)).isNotEmpty();
  }
}
