package io.schedulezero.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

final class ArgumentOptionsTest {
  private static final JsonNode HANDLER =
      Json.read(
          """
          {"args_schema": {
            "type": "object",
            "additionalProperties": false,
            "properties": {
              "text": {"type": "string"},
              "count": {"type": "integer"},
              "ratio": {"type": ["number", "null"]},
              "loud": {"type": "boolean"},
              "words": {"type": "array", "items": {"type": "string"}},
              "numbers": {"type": "array", "items": {"$ref": "#/$defs/number"}},
              "person": {"$ref": "#/$defs/person"},
              "level": {"enum": ["low", "high"]},
              "step": {"enum": [1, 2]},
              "either": {"anyOf": [{"type": "integer"}, {"type": "string"}]},
              "free": {}
            },
            "$defs": {
              "number": {"type": "integer"},
              "person": {"type": "object"}
            }
          }}
          """,
          "the test");

  private final ArgumentOptions options = new ArgumentOptions();
  private String typed = "";

  private String read(String... pairs) {
    options.each = List.of(pairs);
    Inputs inputs = new Inputs(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)));
    return options.document(inputs, HANDLER).toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text=42 | {\"text\":\"42\"}",
        "text=true | {\"text\":\"true\"}",
        "text= | {\"text\":\"\"}",
        "text=a=b | {\"text\":\"a=b\"}",
        "count=42 | {\"count\":42}",
        "count=123456789012345678901234567890 | {\"count\":123456789012345678901234567890}",
        "ratio=0.10 | {\"ratio\":0.10}",
        "ratio=null | {\"ratio\":null}",
        "loud=true | {\"loud\":true}",
        "words=a | {\"words\":[\"a\"]}",
        "words=[\"a\",\"b\"] | {\"words\":[\"a\",\"b\"]}",
        "numbers=7 | {\"numbers\":[7]}",
        "person={\"name\":\"Ada\"} | {\"person\":{\"name\":\"Ada\"}}",
        "level=high | {\"level\":\"high\"}",
        "step=2 | {\"step\":2}",
        "either=7 | {\"either\":\"7\"}",
        "free=7 | {\"free\":\"7\"}",
        "free:=7 | {\"free\":7}",
        "text:=null | {\"text\":null}",
      })
  void the_schema_says_what_a_value_is(String pair, String args) {
    assertThat(read(pair)).isEqualTo(args);
  }

  @Test
  void a_list_grows_when_it_is_repeated() {
    assertThat(read("words=a", "words=b")).isEqualTo("{\"words\":[\"a\",\"b\"]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "count=4.5 | --arg count: \"4.5\" is no integer.",
        "count=ten | --arg count: \"ten\" is no integer.",
        "loud=yes | --arg loud: \"yes\" is no boolean.",
        "numbers=x | --arg numbers: \"x\" is no integer.",
        "person=Ada | --arg person: \"Ada\" is no object.",
        "txt=a | The handler has no argument \"txt\". Did you mean text?",
        "zzzzzz=a | The handler has no argument \"zzzzzz\". It takes text, count,",
        "text | --arg \"text\": write NAME=VALUE, or NAME:=JSON.",
        "=a | --arg \"=a\": write NAME=VALUE",
        "free:={ | --arg free is not JSON:"
      })
  void what_does_not_fit_is_refused_by_name(String pair, String message) {
    assertThatThrownBy(() -> read(pair))
        .isInstanceOf(CommandFailed.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void what_is_no_list_is_given_once() {
    assertThatThrownBy(() -> read("text=a", "text=b"))
        .hasMessage("--arg text is given twice, and it is no list.");
  }

  @Test
  void a_single_argument_wins_over_the_whole() {
    options.whole = "{\"text\": \"a\", \"count\": 1}";
    assertThat(read("text=b")).isEqualTo("{\"text\":\"b\",\"count\":1}");
  }

  @Test
  void the_whole_comes_from_a_file_or_from_standard_input(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("args.json"), "{\"text\": \"from a file\"}");
    options.whole = "@" + file;
    assertThat(read()).isEqualTo("{\"text\":\"from a file\"}");

    typed = "{\"text\": \"piped\"}";
    options.whole = "-";
    assertThat(read()).isEqualTo("{\"text\":\"piped\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[1] | --args must be a JSON object such as",
        "{\"a\":1 | --args is not JSON:",
        "{} {} | --args is not JSON:",
        "{\"a\":1,\"a\":2} | --args is not JSON:",
        "@/no/such/file | There is no file /no/such/file."
      })
  void a_whole_that_is_no_object_is_refused(String whole, String message) {
    options.whole = whole;
    assertThatThrownBy(this::read)
        .isInstanceOf(CommandFailed.class)
        .hasMessageStartingWith(message);
  }
}
