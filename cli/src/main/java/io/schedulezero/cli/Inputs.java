package io.schedulezero.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLParser;

/** Documents that a person hands in: on the command line, in a file, by standard input. */
final class Inputs {
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .build();

  private final InputStream in;

  Inputs(InputStream in) {
    this.in = in;
  }

  /**
   * @param told JSON, {@code @FILE} or {@code -}
   */
  ObjectNode jsonObject(String option, String told) {
    String text =
        told.equals("-") ? standardInput() : told.startsWith("@") ? file(told.substring(1)) : told;
    JsonNode document = Json.read(text, option);
    if (!document.isObject()) {
      throw CommandFailed.usage(option + " must be a JSON object such as '{\"text\": \"hello\"}'");
    }
    return document.asObject();
  }

  /** All documents of a YAML or JSON file, the items of a list one by one. */
  List<JsonNode> documents(String name) {
    String text = name.equals("-") ? standardInput() : file(name);
    List<JsonNode> found = new ArrayList<>();
    try (MappingIterator<JsonNode> documents = YAML.readerFor(JsonNode.class).readValues(text)) {
      refuseAliases(text);
      while (documents.hasNext()) {
        JsonNode document = documents.next();
        if (document.isArray()) {
          document.forEach(found::add);
        } else if (!document.isNull() && !document.isMissingNode()) {
          found.add(document);
        }
      }
    } catch (JacksonException e) {
      throw CommandFailed.usage(Text.oneLine(name) + " is neither YAML nor JSON: " + where(e));
    }
    if (found.isEmpty()) {
      throw CommandFailed.usage(Text.oneLine(name) + " has no document in it.");
    }
    return found;
  }

  /** Jackson would take an alias for the text of its name. */
  private static void refuseAliases(String text) {
    try (YAMLParser parser = (YAMLParser) YAML.createParser(text)) {
      while (parser.nextToken() != null) {
        if (parser.isCurrentAlias()) {
          throw new StreamReadException(
              parser, "aliases are not read here, write out *" + parser.getString());
        }
      }
    }
  }

  private static String where(JacksonException e) {
    String words = Text.cut(Text.oneLine(String.valueOf(e.getOriginalMessage())), 300);
    return e.getLocation() == null ? words : "line " + e.getLocation().getLineNr() + ": " + words;
  }

  private String standardInput() {
    try {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw CommandFailed.usage("Standard input cannot be read: " + e.getMessage());
    }
  }

  private static String file(String name) {
    try {
      return Files.readString(Path.of(name));
    } catch (NoSuchFileException e) {
      throw CommandFailed.usage("There is no file " + Text.oneLine(name) + ".");
    } catch (IOException | InvalidPathException e) {
      throw CommandFailed.usage(
          "The file " + Text.oneLine(name) + " cannot be read: " + Text.oneLine(e.toString()));
    }
  }
}
