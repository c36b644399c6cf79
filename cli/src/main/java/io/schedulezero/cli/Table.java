package io.schedulezero.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows under headings, as wide as the terminal and no wider. When room is short, elastic columns
 * give way first, then optional columns go, the last one first; what must stay whole, such as an
 * id, stays whole. A column in which nothing stands is left out.
 */
final class Table {
  private static final int SMALLEST_ELASTIC = 12;
  private static final String GAP = "  ";

  /** What a column may do when room is short. */
  enum Fit {
    WHOLE,
    OPTIONAL,
    ELASTIC
  }

  record Column(String heading, Fit fit, boolean right) {
    static Column whole(String heading) {
      return new Column(heading, Fit.WHOLE, false);
    }

    static Column optional(String heading) {
      return new Column(heading, Fit.OPTIONAL, false);
    }

    static Column elastic(String heading) {
      return new Column(heading, Fit.ELASTIC, false);
    }

    Column toTheRight() {
      return new Column(heading, fit, true);
    }
  }

  record Cell(String text, Style style) {
    Cell {
      text = Text.oneLine(text);
    }

    static Cell of(String text) {
      return new Cell(text, Style.PLAIN);
    }

    static Cell of(long number) {
      return of(Long.toString(number));
    }

    static Cell state(String state) {
      return new Cell(state, Style.ofState(state));
    }
  }

  private final List<Column> columns;
  private final List<List<Cell>> rows = new ArrayList<>();

  Table(Column... columns) {
    this.columns = List.of(columns);
  }

  Table row(Cell... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(
          "a row of " + cells.length + " cells for " + columns.size() + " columns");
    }
    rows.add(List.of(cells));
    return this;
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  /** The lines, the headings first; without trailing blanks. */
  List<String> lines(int room, boolean coloured) {
    int[] widths = fit(room);
    List<String> lines = new ArrayList<>();
    lines.add(
        line(
            columns.stream().map(c -> new Cell(c.heading, Style.BOLD)).toList(), widths, coloured));
    rows.forEach(row -> lines.add(line(row, widths, coloured)));
    return lines;
  }

  /** The width of each column; 0 for one that is left out. */
  private int[] fit(int room) {
    int[] widths = new int[columns.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = natural(i);
    }
    for (int i = widths.length - 1; i > 0 && total(smallest(widths)) > room; i--) {
      if (columns.get(i).fit == Fit.OPTIONAL) {
        widths[i] = 0;
      }
    }
    shrink(widths, room);
    return widths;
  }

  private int[] smallest(int[] widths) {
    int[] smallest = widths.clone();
    for (int i = 0; i < widths.length; i++) {
      if (columns.get(i).fit == Fit.ELASTIC) {
        smallest[i] = Math.min(widths[i], SMALLEST_ELASTIC);
      }
    }
    return smallest;
  }

  private int natural(int column) {
    int widest = rows.stream().mapToInt(row -> Text.width(row.get(column).text)).max().orElse(0);
    return widest == 0 ? 0 : Math.max(widest, Text.width(columns.get(column).heading));
  }

  /** Takes from the widest elastic column, one by one, until all fits or none can give more. */
  private void shrink(int[] widths, int room) {
    while (total(widths) > room) {
      int widest = -1;
      for (int i = 0; i < widths.length; i++) {
        boolean gives = columns.get(i).fit == Fit.ELASTIC && widths[i] > SMALLEST_ELASTIC;
        if (gives && (widest < 0 || widths[i] > widths[widest])) {
          widest = i;
        }
      }
      if (widest < 0) {
        return;
      }
      widths[widest]--;
    }
  }

  private static int total(int[] widths) {
    int shown = (int) Arrays.stream(widths).filter(width -> width > 0).count();
    return Arrays.stream(widths).sum() + GAP.length() * Math.max(0, shown - 1);
  }

  private String line(List<Cell> cells, int[] widths, boolean coloured) {
    StringBuilder line = new StringBuilder();
    int owed = 0;
    for (int i = 0; i < widths.length; i++) {
      if (widths[i] == 0) {
        continue;
      }
      String text = Text.cut(cells.get(i).text, widths[i]);
      int blank = widths[i] - Text.width(text);
      int before = owed + (columns.get(i).right ? blank : 0);
      if (!text.isEmpty()) {
        line.append(" ".repeat(before)).append(coloured ? cells.get(i).style.paint(text) : text);
        before = 0;
      }
      owed = before + (columns.get(i).right ? 0 : blank) + GAP.length();
    }
    return line.toString();
  }
}
