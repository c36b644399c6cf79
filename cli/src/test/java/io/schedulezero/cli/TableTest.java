package io.schedulezero.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schedulezero.cli.Table.Cell;
import io.schedulezero.cli.Table.Column;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TableTest {
  private static Table runs() {
    return new Table(
            Column.whole("ID"),
            Column.elastic("HANDLER"),
            Column.whole("STATE"),
            Column.optional("TOOK").toTheRight(),
            Column.elastic("NOTE"))
        .row(cells("0j3q8k2m4n6p7", "send_email", "succeeded", "850 ms", ""))
        .row(
            cells(
                "0j3q8k2m4n6p8",
                "import_customers_of_the_day",
                "failed",
                "1.2 s",
                "IllegalStateException: the file is not there"));
  }

  private static Cell[] cells(String id, String handler, String state, String took, String note) {
    return new Cell[] {
      Cell.of(id), Cell.of(handler), Cell.state(state), Cell.of(took), Cell.of(note)
    };
  }

  @Test
  void with_room_enough_nothing_is_cut() {
    assertThat(runs().lines(200, false))
        .containsExactly(
            "ID             HANDLER                      STATE        TOOK  NOTE",
            "0j3q8k2m4n6p7  send_email                   succeeded  850 ms",
            "0j3q8k2m4n6p8  import_customers_of_the_day  failed      1.2 s  IllegalStateException: the file is not there");
  }

  @Test
  void elastic_columns_give_way_first() {
    assertThat(runs().lines(80, false))
        .containsExactly(
            "ID             HANDLER                 STATE        TOOK  NOTE",
            "0j3q8k2m4n6p7  send_email              succeeded  850 ms",
            "0j3q8k2m4n6p8  import_customers_of_t…  failed      1.2 s  IllegalStateException…");
  }

  @Test
  void then_optional_columns_go() {
    assertThat(runs().lines(56, false))
        .containsExactly(
            "ID             HANDLER         STATE      NOTE",
            "0j3q8k2m4n6p7  send_email      succeeded",
            "0j3q8k2m4n6p8  import_custom…  failed     IllegalStateE…");
  }

  @ParameterizedTest
  @ValueSource(ints = {56, 60, 71, 80, 100, 132})
  void no_line_is_wider_than_the_terminal(int room) {
    assertThat(runs().lines(room, false)).allMatch(line -> Text.width(line) <= room);
  }

  @Test
  void a_column_in_which_nothing_stands_is_left_out() {
    Table table =
        new Table(Column.whole("A"), Column.whole("NOTE"), Column.whole("B"))
            .row(Cell.of("x"), Cell.of(""), Cell.of("y"));
    assertThat(table.lines(80, false)).containsExactly("A  B", "x  y");
  }

  @Test
  void an_id_is_never_cut() {
    assertThat(runs().lines(10, false)).anyMatch(line -> line.startsWith("0j3q8k2m4n6p8 "));
  }

  @Test
  void wide_characters_keep_the_columns_straight() {
    Table table =
        new Table(Column.whole("A"), Column.whole("B"))
            .row(Cell.of("日本"), Cell.of("x"))
            .row(Cell.of("ab"), Cell.of("y"));
    assertThat(table.lines(80, false)).containsExactly("A     B", "日本  x", "ab    y");
  }

  @Test
  void hostile_text_stays_in_its_cell() {
    Table table =
        new Table(Column.whole("A"), Column.whole("B")).row(Cell.of("x\n\u001b[2J"), Cell.of("y"));
    assertThat(table.lines(80, true)).last().isEqualTo("x\\n\\e[2J  y");
  }

  @Test
  void colours_take_no_room() {
    Table table =
        new Table(Column.whole("STATE"), Column.whole("B")).row(Cell.state("failed"), Cell.of("y"));
    assertThat(table.lines(80, true))
        .containsExactly(
            "\u001b[1mSTATE\u001b[0m   \u001b[1mB\u001b[0m", "\u001b[31mfailed\u001b[0m  y");
  }

  @Test
  void a_row_has_a_cell_for_every_column() {
    assertThatThrownBy(() -> new Table(Column.whole("A")).row())
        .hasMessageContaining("0 cells for 1 columns");
  }
}
