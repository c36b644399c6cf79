package io.schedulezero.cli;

import java.util.ArrayList;
import java.util.List;

/** What is known of one thing, a label and a value in each line; what is empty is left out. */
final class Facts {
  private static final String GAP = "  ";

  private record Fact(String label, String value, Style style) {}

  private final List<Fact> facts = new ArrayList<>();

  Facts add(String label, String value) {
    return add(label, value, Style.PLAIN);
  }

  Facts add(String label, String value, Style style) {
    if (!value.isEmpty()) {
      facts.add(new Fact(label, Text.oneLine(value), style));
    }
    return this;
  }

  List<String> lines(boolean coloured) {
    int widest = facts.stream().mapToInt(fact -> fact.label.length()).max().orElse(0);
    return facts.stream().map(fact -> line(fact, widest, coloured)).toList();
  }

  private static String line(Fact fact, int widest, boolean coloured) {
    String label = fact.label + " ".repeat(widest - fact.label.length());
    return (coloured
        ? Style.BOLD.paint(label) + GAP + fact.style.paint(fact.value)
        : label + GAP + fact.value);
  }
}
