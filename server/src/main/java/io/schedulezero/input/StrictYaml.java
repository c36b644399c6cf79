package io.schedulezero.input;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.dataformat.yaml.YAMLFactory;

/**
 * Reads one YAML document in UTF-8 as plain data: no tags are followed, no aliases expanded, so
 * that a small file stays small.
 *
 * @param root the document; an empty object if there is none
 * @param places where each value begins, by its path
 */
public record StrictYaml(JsonNode root, Map<String, Place> places) {
  /** Nothing that people write by hand is longer. */
  public static final int LONGEST = 1 << 20;

  private static final YAMLFactory YAML = new YAMLFactory();

  /**
   * Reads a text.
   *
   * @throws MalformedText if it is not one document of plain data
   */
  public static StrictYaml read(byte[] utf8) {
    if (utf8.length > LONGEST) {
      throw new MalformedText("longer than " + LONGEST + " bytes", Place.UNKNOWN);
    }
    String text = decoded(utf8);
    Map<String, Place> places = new HashMap<>();
    if (text.lines().allMatch(line -> line.isBlank() || line.stripLeading().startsWith("#"))) {
      return new StrictYaml(JsonNodeFactory.instance.objectNode(), places);
    }
    try (JsonParser parser = YAML.createParser(ObjectReadContext.empty(), text)) {
      return new StrictYaml(new TreeReader(parser, places::put).document(), places);
    } catch (JacksonException e) {
      throw malformed(e);
    }
  }

  /** The YAML reader knows more about what it did not like than Jackson passes on. */
  private static MalformedText malformed(JacksonException e) {
    if (!(e.getCause() instanceof MarkedYamlEngineException cause)) {
      return TreeReader.malformed(e);
    }
    Place place =
        cause
            .getProblemMark()
            .map(mark -> new Place(mark.getLine() + 1, mark.getColumn() + 1))
            .orElse(Place.UNKNOWN);
    return new MalformedText(Shown.shortened(cause.getProblem(), 200), place);
  }

  private static String decoded(byte[] utf8) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedText("the text is not UTF-8", Place.UNKNOWN);
    }
  }
}
