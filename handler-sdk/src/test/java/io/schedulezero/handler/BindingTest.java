package io.schedulezero.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulezero.handler.Taker.Colour;
import io.schedulezero.handler.Taker.Item;
import io.schedulezero.handler.Taker.Page;
import io.schedulezero.handler.Taker.Tree;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BindingTest {
  private final Taker taker = new Taker();

  static Stream<Arguments> values() {
    return Stream.of(numbers(), texts(), times(), containers()).flatMap(each -> each);
  }

  private static Stream<Arguments> numbers() {
    return Stream.of(
        Arguments.of("a_boolean", "true", true),
        Arguments.of("a_boolean", "false", false),
        Arguments.of("a_byte", "-128", (byte) -128),
        Arguments.of("a_short", "32767", (short) 32767),
        Arguments.of("an_int", "-2147483648", Integer.MIN_VALUE),
        Arguments.of("an_int", "2.0", 2),
        Arguments.of("an_int", "12e2", 1200),
        Arguments.of("an_int", "0e-999999999", 0),
        Arguments.of("a_long", "9223372036854775807", Long.MAX_VALUE),
        Arguments.of("big_integer", "-9223372036854775809", new BigInteger("-9223372036854775809")),
        Arguments.of("a_float", "0.1", 0.1f),
        Arguments.of("a_double", "1", 1.0),
        Arguments.of("a_double", "4.9e-324", Double.MIN_VALUE),
        Arguments.of("big_decimal", "1.500", new BigDecimal("1.500")),
        Arguments.of("optional_int", "7", OptionalInt.of(7)),
        Arguments.of("optional_long", "7", OptionalLong.of(7)),
        Arguments.of("optional_double", "7.5", OptionalDouble.of(7.5)));
  }

  private static Stream<Arguments> texts() {
    return Stream.of(
        Arguments.of("string", "\"\"", ""),
        Arguments.of("string", "\"h\\u00e9\\n\"", "hé\n"),
        Arguments.of("a_char", "\"x\"", 'x'),
        Arguments.of("colour", "\"GREEN\"", Colour.GREEN),
        Arguments.of("uuid", "\"123E4567-e89b-12d3-a456-426614174000\"", uuid()),
        Arguments.of(
            "uri", "\"https://example.org/a?b=c\"", URI.create("https://example.org/a?b=c")),
        Arguments.of("bytes", "\"aMOp\"", "hé".getBytes(StandardCharsets.UTF_8)),
        Arguments.of("optional", "\"RED\"", Optional.of(Colour.RED)));
  }

  private static UUID uuid() {
    return UUID.fromString("123e4567-e89b-12d3-a456-426614174000");
  }

  private static Stream<Arguments> times() {
    Instant instant = Instant.parse("2026-11-21T08:00:00Z");
    LocalDateTime local = LocalDateTime.of(2026, 11, 21, 9, 0);
    ZoneOffset offset = ZoneOffset.ofHours(1);
    return Stream.of(
        Arguments.of("instant", "\"2026-11-21T08:00:00Z\"", instant),
        Arguments.of("instant", "\"2026-11-21T09:00:00+01:00\"", instant),
        Arguments.of("offset_date_time", "\"2026-11-21T09:00:00+01:00\"", local.atOffset(offset)),
        Arguments.of(
            "zoned_date_time",
            "\"2026-11-21T09:00+01:00[Europe/Berlin]\"",
            local.atZone(ZoneId.of("Europe/Berlin"))),
        Arguments.of("zone_id", "\"Pacific/Chatham\"", ZoneId.of("Pacific/Chatham")),
        Arguments.of("zone_offset", "\"+01:00\"", offset),
        Arguments.of("local_date", "\"2024-02-29\"", LocalDate.of(2024, 2, 29)),
        Arguments.of("local_time", "\"09:30\"", LocalTime.of(9, 30)),
        Arguments.of("local_date_time", "\"2026-11-21T09:00:00\"", local),
        Arguments.of("duration", "\"250ms\"", Duration.ofMillis(250)),
        Arguments.of("duration", "\"10s\"", Duration.ofSeconds(10)),
        Arguments.of("duration", "\"PT-1H30M\"", Duration.ofMinutes(-30)),
        Arguments.of("period", "\"P1M2D\"", Period.of(0, 1, 2)),
        Arguments.of("year_month", "\"2026-11\"", YearMonth.of(2026, 11)),
        Arguments.of("month_day", "\"--02-29\"", MonthDay.of(2, 29)),
        Arguments.of("day_of_week", "\"MONDAY\"", DayOfWeek.MONDAY));
  }

  private static Stream<Arguments> containers() {
    Item pen = new Item("pen", 2, new BigDecimal("1.20"));
    String penJson = "{\"sku\": \"pen\", \"price\": 1.20, \"quantity\": 2}";
    return Stream.of(
        Arguments.of("integers", "[1, 2, 2]", List.of(1, 2, 2)),
        Arguments.of("gaps", "[\"a\", null]", Arrays.asList("a", null)),
        Arguments.of("strings", "[\"b\", \"a\", \"b\"]", Set.of("a", "b")),
        Arguments.of("ints", "[1, 2]", new int[] {1, 2}),
        Arguments.of("grid", "[[\"a\"], []]", new String[][] {{"a"}, {}}),
        Arguments.of("lists", "[[\"a\"]]", new List<?>[] {List.of("a")}),
        Arguments.of(
            "by_colour", "{\"RED\": [\"1s\"]}", Map.of(Colour.RED, List.of(Duration.ofSeconds(1)))),
        Arguments.of("by_number", "{\"-7\": \"a\"}", Map.of(-7, "a")),
        Arguments.of(
            "free", "{\"a\": [1, {\"b\": \"c\"}]}", Map.of("a", List.of(1, Map.of("b", "c")))),
        Arguments.of("any", "[1.5]", List.of(new BigDecimal("1.5"))),
        Arguments.of("tree", "{\"a\": [null, 1.10]}", Json.tree("{\"a\":[null,1.10]}")),
        Arguments.of("item", penJson, pen),
        Arguments.of("item", "{\"sku\": \"pen\"}", new Item("pen", 1, null)),
        Arguments.of("nullable", penJson, pen),
        Arguments.of(
            "page", "{\"items\": [" + penJson + "]}", new Page<>(List.of(pen), Optional.empty())),
        Arguments.of(
            "family",
            "{\"name\": \"a\", \"children\": [{\"name\": \"b\", \"children\": []}]}",
            new Tree("a", List.of(new Tree("b", List.of())))));
  }

  @ParameterizedTest(name = "{0} from {1}")
  @MethodSource("values")
  void json_becomes_a_value_of_the_parameters_type(String handler, String json, Object expected) {
    assertThat(taker.problems(handler, json)).isEmpty();
    assertThat(taker.bind(handler, "{\"value\": " + json + "}")).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} of {1}")
  @MethodSource("values")
  void a_value_becomes_json_that_binds_to_it_again(String handler, String json, Object value) {
    String args = taker.handler(handler).argsFrom(value);

    assertThat(taker.handler(handler).check(args)).isEmpty();
    assertThat(taker.bind(handler, args)).isEqualTo(value);
  }

  @Test
  void nothing_is_null_for_what_may_be_null_and_empty_for_an_optional() {
    assertThat(taker.bind("nullable", "{}")).isNull();
    assertThat(taker.bind("nullable", "{\"value\": null}")).isNull();
    assertThat(taker.bind("nullable_array", "{}")).isNull();
    assertThat(taker.bind("optional", "{}")).isEqualTo(Optional.empty());
    assertThat(taker.bind("optional", "{\"value\": null}")).isEqualTo(Optional.empty());
    assertThat(taker.bind("optional_int", "{}")).isEqualTo(OptionalInt.empty());
    assertThat(taker.bind("optional_long", "{}")).isEqualTo(OptionalLong.empty());
    assertThat(taker.bind("optional_double", "{}")).isEqualTo(OptionalDouble.empty());
  }

  @Test
  void nothing_is_the_default_where_there_is_one() {
    assertThat(taker.bind("text_default", "{}")).isEqualTo(Duration.ofSeconds(10));
    assertThat(taker.bind("list_default", "{}")).isEqualTo(List.of(1, 2));
    assertThat(taker.bind("nullable_default", "{}")).isEqualTo("hello");
    assertThat(taker.bind("nullable_default", "{\"value\": null}")).isNull();
  }

  @Test
  void a_default_that_the_handler_changes_is_whole_again_for_the_next_run() {
    @SuppressWarnings("unchecked")
    List<Integer> first = (List<Integer>) Objects.requireNonNull(taker.bind("list_default", "{}"));
    first.add(3);

    assertThat(taker.bind("list_default", "{}")).isEqualTo(List.of(1, 2));
  }

  @Test
  void null_is_written_for_what_may_be_null_and_left_out_for_the_rest() {
    assertThat(taker.handler("nullable").argsFrom((Object) null)).isEqualTo("{\"value\":null}");
    assertThat(taker.handler("optional").argsFrom(Optional.empty())).isEqualTo("{\"value\":null}");
    assertThat(taker.handler("text_default").argsFrom((Object) null)).isEqualTo("{}");
    assertThat(taker.handler("string").argsFrom((Object) null)).isEqualTo("{}");
  }

  @Test
  void an_int_may_be_given_where_the_method_takes_a_long_or_a_double() {
    assertThat(taker.bind("a_long", taker.handler("a_long").argsFrom(7))).isEqualTo(7L);
    assertThat(taker.bind("a_double", taker.handler("a_double").argsFrom(7))).isEqualTo(7.0);
  }

  @Test
  void an_instant_with_offset_keeps_its_seconds_when_written() {
    OffsetDateTime onTheHour = OffsetDateTime.parse("2026-11-21T09:00:00+01:00");
    ZonedDateTime zoned = onTheHour.toZonedDateTime();

    assertThat(taker.handler("offset_date_time").argsFrom(onTheHour)).contains("09:00:00+01:00");
    assertThat(taker.bind("zoned_date_time", taker.handler("zoned_date_time").argsFrom(zoned)))
        .isEqualTo(zoned);
  }
}
