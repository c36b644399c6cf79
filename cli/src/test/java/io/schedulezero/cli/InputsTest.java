package io.schedulezero.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class InputsTest {
  private static Inputs typed(String text) {
    return new Inputs(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void documents_and_lists_of_documents_become_one_row() {
    assertThat(typed("a: 1\n---\n- b: 2\n- c: 3\n---\n").documents("-").toString())
        .isEqualTo("[{\"a\":1}, {\"b\":2}, {\"c\":3}]");
    assertThat(typed("[{\"a\": 0.10}]").documents("-").toString()).isEqualTo("[{\"a\":0.10}]");
  }

  @Test
  void an_alias_is_refused_and_not_taken_for_its_name() {
    assertThatThrownBy(() -> typed("a: &x [1]\nb: *x\n").documents("-"))
        .isInstanceOf(CommandFailed.class)
        .hasMessage("- is neither YAML nor JSON: line 2: aliases are not read here, write out *x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a: [", "a: 1\n b: 2", "\t- x", "a: 1\na: 2", "!!java.net.URL [x]: ["})
  void what_cannot_be_read_is_refused_with_its_line(String text) {
    assertThatThrownBy(() -> typed(text).documents("-"))
        .isInstanceOf(CommandFailed.class)
        .hasMessageMatching("(?s)- is neither YAML nor JSON: line \\d+: .+");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "---\n---\n", "# nothing", "[]"})
  void nothing_is_no_document(String text) {
    assertThatThrownBy(() -> typed(text).documents("-")).hasMessage("- has no document in it.");
  }

  @Test
  void a_folder_is_no_file(@TempDir Path folder) {
    assertThatThrownBy(() -> new Inputs(InputStream.nullInputStream()).documents(folder.toString()))
        .hasMessageStartingWith("The file " + folder + " cannot be read: ");
  }
}
