package io.schedulezero.cli;

import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** Answers on standard output, remarks on standard error. */
final class Printer {
  /** What {@code --output} allows. */
  enum Format {
    table,
    json,
    yaml
  }

  private final Terminal terminal;
  private final Format format;

  Printer(Terminal terminal, Format format) {
    this.terminal = terminal;
    this.format = format;
  }

  /** The document itself for a script, what {@code forPeople} prints for a person. */
  void answer(Supplier<JsonNode> document, Runnable forPeople) {
    switch (format) {
      case json -> terminal.out().println(Json.pretty(document.get()));
      case yaml -> terminal.out().print(Yaml.MAPPER.writeValueAsString(document.get()));
      case table -> forPeople.run();
    }
  }

  boolean forPeople() {
    return format == Format.table;
  }

  /**
   * For people.
   *
   * @param ifEmpty the remark instead of a table without rows
   */
  void table(Table table, String ifEmpty) {
    if (table.isEmpty()) {
      remark(ifEmpty);
    } else {
      table.lines(terminal.width(), terminal.coloured()).forEach(terminal.out()::println);
    }
  }

  /** For people. */
  void facts(Facts facts) {
    facts.lines(terminal.coloured()).forEach(terminal.out()::println);
  }

  /** For people: one line, made safe. */
  void line(String text) {
    terminal.out().println(Text.oneLine(text));
  }

  /** On standard error, for people, whatever the format. */
  void remark(String text) {
    terminal.err().println(text);
  }

  /** Its own class, so that YAML is loaded when somebody asks for it. */
  private static final class Yaml {
    static final YAMLMapper MAPPER =
        YAMLMapper.builder()
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .disable(YAMLWriteFeature.SPLIT_LINES)
            .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
            .enable(YAMLWriteFeature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build();
  }
}
