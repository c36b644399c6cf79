package io.schedulezero.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A Markdown page, as far as the tests must understand it. */
record Page(Path file, List<String> prose, List<Block> blocks) {
  private static final Pattern FENCE = Pattern.compile("\\s*```(\\w*)\\s*");
  private static final Pattern MARK =
      Pattern.compile("\\s*<!-- (snippet|run|request|file|refused):? ?(.*?) ?-->\\s*");
  private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("#{1,6} (.*)");

  /**
   * A fenced block.
   *
   * @param line of its fence, from 1
   * @param mark the comment on the line above it, or null
   */
  record Block(int line, String language, @Nullable Mark mark, List<String> lines) {}

  /** What a test shall do with the block that follows: {@code <!-- kind: argument -->}. */
  record Mark(String kind, String argument) {}

  static Page read(Path file) {
    try {
      return parse(file, Files.readAllLines(file));
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + file, e);
    }
  }

  static Page parse(Path file, List<String> lines) {
    List<String> prose = new ArrayList<>();
    List<Block> blocks = new ArrayList<>();
    Mark mark = null;
    for (int i = 0; i < lines.size(); i++) {
      Matcher fence = FENCE.matcher(lines.get(i));
      if (fence.matches()) {
        int end = endOfBlock(lines, i + 1);
        blocks.add(new Block(i + 1, fence.group(1), mark, List.copyOf(lines.subList(i + 1, end))));
        i = end;
      } else {
        prose.add(lines.get(i));
      }
      mark = i < lines.size() ? markIn(lines.get(i)) : null;
    }
    return new Page(file, List.copyOf(prose), List.copyOf(blocks));
  }

  /** Where the links lead, as written. */
  List<String> links() {
    return prose.stream()
        .map(line -> line.replaceAll("`[^`]*`", ""))
        .flatMap(line -> LINK.matcher(line).results())
        .map(link -> link.group(1))
        .toList();
  }

  /** What a link may name after {@code #}: the headings, spelt the way GitHub spells them. */
  List<String> anchors() {
    return prose.stream()
        .map(HEADING::matcher)
        .filter(Matcher::matches)
        .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
        .map(title -> title.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .toList();
  }

  String at(Block block) {
    return file + ":" + block.line();
  }

  private static int endOfBlock(List<String> lines, int from) {
    int end = from;
    while (end < lines.size() && !lines.get(end).strip().equals("```")) {
      end++;
    }
    return end;
  }

  private static @Nullable Mark markIn(String line) {
    Matcher mark = MARK.matcher(line);
    return mark.matches() ? new Mark(mark.group(1), mark.group(2)) : null;
  }
}
