package io.schedulezero.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Java in a page is a region of a compiled file: {@code <!-- snippet: path/from/root.java#name -->}
 * above the block, {@code // region name} and {@code // endregion} in the file.
 */
final class Snippets {
  private final Path root;

  Snippets(Path root) {
    this.root = root;
  }

  List<String> stale(Page page) {
    return page.blocks().stream().flatMap(block -> problem(page, block).stream()).toList();
  }

  private Optional<String> problem(Page page, Page.Block block) {
    Page.Mark mark = block.mark();
    if (mark == null || !mark.kind().equals("snippet")) {
      return block.language().equals("java")
          ? Optional.of(page.at(block) + " is Java that nothing compiles: mark it as a snippet")
          : Optional.empty();
    }
    String expected = String.join("\n", region(mark.argument()));
    return expected.equals(String.join("\n", block.lines()))
        ? Optional.empty()
        : Optional.of(page.at(block) + " should be " + mark.argument() + ":\n" + expected);
  }

  private List<String> region(String reference) {
    String[] parts = reference.split("#", 2);
    List<String> found = new ArrayList<>();
    boolean inside = false;
    for (String line : read(root.resolve(parts[0]))) {
      String text = line.strip();
      if (inside && text.equals("// endregion")) {
        return outdented(found);
      }
      if (inside) {
        found.add(line);
      }
      inside |= text.equals("// region " + parts[parts.length - 1]);
    }
    return List.of("(there is no such region)");
  }

  private static List<String> outdented(List<String> lines) {
    return String.join("\n", lines).stripTrailing().stripIndent().lines().toList();
  }

  private static List<String> read(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      return List.of();
    }
  }
}
