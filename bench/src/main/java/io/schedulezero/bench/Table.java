package io.schedulezero.bench;

import io.schedulezero.bench.Results.Row;
import io.schedulezero.bench.Results.Section;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A workload as text: a line for each contestant, then ours divided by it. */
final class Table {
  private Table() {}

  static String of(Section section) {
    List<Row> ours =
        section.rows().stream().filter(row -> row.contestant().startsWith("ours-")).toList();
    Set<String> figures = new LinkedHashSet<>();
    section.rows().forEach(row -> figures.addAll(row.medians().keySet()));
    List<List<String>> lines = new ArrayList<>();
    lines.add(header(section, figures, ours));
    for (Row row : section.rows()) {
      lines.add(line(section, row, figures, ours));
    }
    return "\n" + section.workload() + "  " + section.what() + "\n" + aligned(lines);
  }

  private static List<String> header(Section section, Set<String> figures, List<Row> ours) {
    List<String> cells = new ArrayList<>(List.of("", "survives a crash"));
    cells.addAll(figures);
    ours.forEach(row -> cells.add(row.contestant() + "/this " + section.headline()));
    return cells;
  }

  private static List<String> line(Section section, Row row, Set<String> figures, List<Row> ours) {
    List<String> cells = new ArrayList<>(List.of(row.contestant(), row.durability()));
    if (!row.failure().isEmpty()) {
      cells.add(row.failure());
      return cells;
    }
    Map<String, Double> medians = row.medians();
    for (String figure : figures) {
      Double value = medians.get(figure);
      cells.add(value == null ? "" : number(value));
    }
    for (Row own : ours) {
      Double mine = own.medians().get(section.headline());
      Double theirs = medians.get(section.headline());
      cells.add(mine == null || theirs == null ? "" : number(mine / theirs));
    }
    return cells;
  }

  private static String number(double value) {
    double size = Math.abs(value);
    String format = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, format, value);
  }

  private static String aligned(List<List<String>> lines) {
    int columns = lines.get(0).size();
    int[] widths = new int[columns + 1];
    for (List<String> line : lines) {
      for (int i = 0; i < line.size() && line.size() == columns; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> line : lines) {
      for (int i = 0; i < line.size(); i++) {
        String padding = " ".repeat(Math.max(0, widths[i] - line.get(i).length()));
        text.append(i < 2 ? line.get(i) + padding : padding + line.get(i)).append("  ");
      }
      text.append('\n');
    }
    return text.toString();
  }
}
