package io.schedulezero.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TextTest {
  @Test
  void what_moves_the_cursor_becomes_visible() {
    assertThat(Text.oneLine("a\u001b[2J\rb\nc\td\u0007\u009b1m"))
        .isEqualTo("a\\e[2J\\rb\\nc\\td\\u0007\\u009b1m");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u202e",
        "\u2066",
        "\u200b",
        "\u2028",
        "\u00ad",
        "\ufeff",
        "\ud800",
        "\ue000",
        "\ud834\udd73"
      })
  void what_hides_or_turns_text_becomes_visible(String trick) {
    assertThat(Text.oneLine("x" + trick + "y")).matches("x\\\\[uU][0-9a-f]+y");
  }

  @Test
  void ordinary_text_of_any_language_stays() {
    String text = "Grüße, 日本語, مرحبا, 🚀 e\u0301 ﷺ";
    assertThat(Text.oneLine(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"abc,3", "日本,4", "e\u0301,1", "🚀,2", "ｱｱ,2", "'',0", "한글,4"})
  void width_is_that_of_a_terminal(String text, int width) {
    assertThat(Text.width(text)).isEqualTo(width);
  }

  @ParameterizedTest
  @CsvSource({"abcdef,6,abcdef", "abcdef,5,abcd…", "日本語日本,6,日本…", "日本語日本,5,日本…", "abc,1,…"})
  void a_cut_is_never_wider_than_its_room(String text, int room, String cut) {
    assertThat(Text.cut(text, room)).isEqualTo(cut);
    assertThat(Text.width(Text.cut(text, room))).isLessThanOrEqualTo(room);
  }
}
