package io.schedulezero.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class HandlerDescriptionsTest {
  @SuppressWarnings("unused")
  static final class Cards {
    @Handler(
        description = "Charges a card",
        timeout = "90s",
        retry =
            @Retry(
                backoff = Backoff.DECORRELATED_JITTER,
                maxAttempts = 7,
                delay = "250ms",
                maxDelay = "2m",
                factor = 3,
                jitter = 0.5,
                maxAge = "2d"),
        priority = 9,
        limits = {"bank", "database"},
        tags = "money")
    void charge(String card) {}

    @Handler(delivery = Delivery.AT_MOST_ONCE)
    void plain() {}
  }

  private static HandlerDescription described(String name) {
    return HandlerCatalog.of(new Cards()).find(name).orElseThrow().describe();
  }

  private static HandlerDescription only(String fields) {
    return HandlerDescriptions.read(one(fields)).get(0);
  }

  private static String one(String fields) {
    return "[{'name': 'charge'%s, 'args': {}}]".formatted(fields).replace('\'', '"');
  }

  @Test
  void a_description_has_all_that_the_definition_says() {
    HandlerDescription charge = described("charge");

    assertThat(charge)
        .isEqualTo(
            new HandlerDescription(
                "charge",
                "Charges a card",
                HandlerCatalog.of(new Cards()).find("charge").orElseThrow().argsSchema(),
                Duration.ofSeconds(90),
                new RetrySettings(
                    Backoff.DECORRELATED_JITTER,
                    7,
                    Duration.ofMillis(250),
                    Duration.ofMinutes(2),
                    3,
                    0.5,
                    Duration.ofDays(2)),
                9,
                List.of("money"),
                List.of("bank", "database"),
                Delivery.AT_LEAST_ONCE,
                null));
  }

  @Test
  void what_is_written_is_read_again() {
    List<HandlerDescription> both = List.of(described("charge"), described("plain"));

    assertThat(HandlerDescriptions.read(HandlerDescriptions.write(both))).isEqualTo(both);
  }

  @Test
  void the_json_is_that_of_the_protocol() {
    assertThat(
            Json.tree(
                    HandlerDescriptions.write(
                        List.of(
                            new HandlerDescription(
                                "charge",
                                "",
                                "{\"type\":\"object\"}",
                                Duration.ofNanos(1),
                                new RetrySettings(
                                    Backoff.FIXED,
                                    2,
                                    Duration.ZERO,
                                    Duration.ofHours(1),
                                    2,
                                    0,
                                    null),
                                5,
                                List.of("money"),
                                List.of(),
                                Delivery.AT_LEAST_ONCE,
                                "1.2"))))
                .get(0))
        .isEqualTo(
            Json.tree(
                """
                {"name": "charge", "description": "", "args": {"type": "object"}, "timeoutMs": 1,
                 "retry": {"backoff": "fixed", "maxAttempts": 2, "delayMs": 0,
                           "maxDelayMs": 3600000, "factor": 2.0, "jitter": 0.0},
                 "priority": 5, "tags": ["money"], "limits": [], "delivery": "at_least_once",
                 "version": "1.2"}
                """));
  }

  @Test
  void the_page_about_the_protocol_has_every_key() throws Exception {
    String page = Files.readString(Path.of("../docs/reference/worker-protocol.md"));
    int begin = page.indexOf("\n## Descriptions of handlers\n");
    String section = page.substring(begin, page.indexOf("\n## ", begin + 1));
    JsonNode full =
        Json.tree(HandlerDescriptions.write(List.of(described("charge").withVersion("1")))).get(0);

    assertThat(
            Pattern.compile("(?m)^\\| `([^`]+)`").matcher(section).results().map(m -> m.group(1)))
        .containsExactlyElementsOf(
            full.propertyStream()
                .flatMap(
                    field ->
                        field.getKey().equals("retry")
                            ? field.getValue().propertyStream().map(f -> "retry." + f.getKey())
                            : Stream.of(field.getKey()))
                .toList());
  }

  @Test
  void what_is_left_out_is_as_if_the_annotation_said_nothing() {
    assertThat(only(", 'unknown': [1]"))
        .isEqualTo(
            new HandlerDescription(
                "charge",
                "",
                "{}",
                null,
                null,
                5,
                List.of(),
                List.of(),
                Delivery.AT_LEAST_ONCE,
                null));
    assertThat(only(", 'retry': {}").retry())
        .isEqualTo(
            new RetrySettings(
                Backoff.EXPONENTIAL, 3, Duration.ofSeconds(1), Duration.ofHours(1), 2, 0.1, null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "'description': 5        | description is 5, not a string",
        "'description': null     | description is null, not a string",
        "'timeoutMs': 0          | timeout is 0s, not more than zero",
        "'timeoutMs': -1         | timeoutMs is -1, not a whole number from 0 to 9007199254740991",
        "'timeoutMs': 1.5        | timeoutMs is 1.5, not a whole number from 0 to 9007199254740991",
        "'timeoutMs': 9007199254740991 | timeout is PT2501999792H59M0.991S, not 36600d at most",
        "'priority': 12          | priority is 12, not 0 to 9",
        "'priority': '5'         | priority is \"5\", not a whole number from 0 to 2147483647",
        "'tags': 'money'         | tags is \"money\", not an array of strings",
        "'tags': ['a', 1]        | tags is an array, not an array of strings",
        "'tags': [' ']           | tags has \" \", which is not 1 to 100 characters",
        "'limits': ['']          | limits has \"\", which is not 1 to 100 characters",
        "'delivery': 'once'      | delivery is \"once\", not one of at_least_once, at_most_once",
        "'delivery': 'at_most_once', 'retry': {} | retry has 3 attempts, and at_most_once allows no second one",
        "'retry': []             | retry: an array is not an object",
        "'retry': {'backoff': 1} | retry: backoff is 1, not one of fixed, linear, exponential, fibonacci, polynomial, decorrelated_jitter",
        "'retry': {'maxAttempts': 0} | retry.maxAttempts is 0, not 1 to 1000",
        "'retry': {'factor': 1e999999999} | retry.factor is Infinity, not more than 0, at most 100",
        "'version': null         | version is null, not a string",
      })
  void a_wrong_field_is_named_with_its_handler_and_what_is_allowed(String field, String message) {
    assertThatThrownBy(() -> only(", " + field))
        .isInstanceOf(InvalidHandler.class)
        .hasMessage("handler \"charge\": " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{}                       | handlers: an object is not an array of at most 500 descriptions",
        "[5]                      | handlers[0]: 5 is not an object",
        "[{}]                     | handlers[0]: name is missing; it must be a string",
        "[{'name': 'a b', 'args': {}}] | handler \"a b\": name is not letters, digits, _ . and -, at most 100, a letter or digit first",
        "[{'name': 'a'}]          | handler \"a\": args is missing; it must be a JSON Schema",
        "[{'name': 'a', 'args': true}] | handler \"a\": args: true is not an object",
        "[{'name': 'a', 'args': {}}, {'name': 'a', 'args': {}}] | handler \"a\": is described twice",
      })
  void what_is_not_a_list_of_descriptions_is_refused(String json, String message) {
    assertThatThrownBy(() -> HandlerDescriptions.read(json.replace('\'', '"')))
        .isInstanceOf(InvalidHandler.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {"[", "[] []", "[{'name': 'a', 'name': 'b'}]", "[{'name': 'a', 'args': {}},]"})
  void what_is_not_json_is_refused(String json) {
    assertThatThrownBy(() -> HandlerDescriptions.read(json.replace('\'', '"')))
        .isInstanceOf(InvalidHandler.class)
        .hasMessageStartingWith("handlers: not valid JSON: ");
  }

  @Test
  void what_is_too_much_is_refused() {
    String many =
        IntStream.rangeClosed(0, HandlerDescriptions.MOST)
            .mapToObj(i -> "{\"name\":\"h" + i + "\",\"args\":{}}")
            .collect(Collectors.joining(",", "[", "]"));
    assertThatThrownBy(() -> HandlerDescriptions.read(many))
        .hasMessage("handlers: 501 descriptions are not an array of at most 500 descriptions");

    assertThatThrownBy(() -> only(", 'description': '" + "x".repeat(4_001) + "'"))
        .hasMessage("handler \"charge\": description has 4001 characters, not 4000 at most");
    assertThatThrownBy(() -> only(", 'version': '" + "x".repeat(101) + "'"))
        .hasMessage("handler \"charge\": version has 101 characters, not 100 at most");
    assertThatThrownBy(() -> only(", 'tags': ['a'" + ",'a'".repeat(20) + "]"))
        .hasMessage("handler \"charge\": tags are 21, not 20 at most");
    String schema = "[{\"name\":\"a\",\"args\":{\"title\":\"" + "x".repeat(1 << 16) + "\"}}]";
    assertThatThrownBy(() -> HandlerDescriptions.read(schema))
        .hasMessage("handler \"a\": args has 65548 characters, not 65536 at most");
    assertThatThrownBy(() -> HandlerDescriptions.read(" ".repeat((1 << 20) + 1)))
        .hasMessage("handlers: 1048577 characters are more than 1048576");
    assertThatThrownBy(() -> HandlerDescriptions.read("[".repeat(100_000)))
        .isInstanceOf(InvalidHandler.class);
  }
}
