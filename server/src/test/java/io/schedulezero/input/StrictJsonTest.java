package io.schedulezero.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

final class StrictJsonTest {
  private static JsonNode read(byte[] bytes) {
    return StrictJson.read(new ByteArrayInputStream(bytes));
  }

  private static JsonNode read(String text) {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void numbers_keep_every_digit() {
    String exact = "[12345678901234567890123,0.10,1E+10,-0.5]";
    assertThat(read(exact).toString()).isEqualTo(exact);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
      {"a":1,"a":2}      | the field "a" appears twice
      {"a":{"b":1,"b":1}} | the field "b" appears twice
      {"a":"\\ud83d"}    | half a surrogate pair
      {"\\ude00":1}      | surrogate
      1e401              | out of range
      1e-401             | out of range
      {"a":1} x          | Unrecognized token
      {"a":1}{}          | the text goes on
      {"a":              | end-of-input
      [1,]               | Unexpected character
      NaN                | NaN
      """)
  void what_is_not_json_to_the_letter_is_refused(String text, String reason) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(MalformedText.class)
        .hasMessageContaining(reason);
  }

  @Test
  void broken_utf_8_is_refused_even_where_it_could_be_guessed() {
    for (int[] broken : new int[][] {{0xff}, {0xc0, 0x80}, {0xed, 0xa0, 0x80}, {0xe2, 0x82}}) {
      byte[] text = new byte[broken.length + 2];
      text[0] = '"';
      for (int i = 0; i < broken.length; i++) {
        text[i + 1] = (byte) broken[i];
      }
      text[text.length - 1] = '"';
      assertThatThrownBy(() -> read(text)).hasMessageContaining("not UTF-8");
    }
  }

  @Test
  void depth_and_size_have_an_end() {
    assertThat(read("[".repeat(64) + "]".repeat(64)).isArray()).isTrue();
    assertThatThrownBy(() -> read("[".repeat(65) + "]".repeat(65)))
        .hasMessageContaining("deeper than 64");
    assertThatThrownBy(() -> read("[" + "0,".repeat(300_000) + "0]"))
        .hasMessageContaining("more than 300000 values");
  }

  @Test
  void the_place_is_told() {
    assertThatThrownBy(() -> read("{\n \"a\": x}"))
        .isInstanceOfSatisfying(
            MalformedText.class, e -> assertThat(e.place().line()).isEqualTo(2));
  }

  @Test
  void elements_come_one_by_one() {
    List<String> seen = new ArrayList<>();
    StrictJson.forEach(
        new ByteArrayInputStream("[1,{\"a\":2}]".getBytes(StandardCharsets.UTF_8)),
        (index, node) -> seen.add(index + "=" + node));
    assertThat(seen).containsExactly("0=1", "1={\"a\":2}");
  }
}
