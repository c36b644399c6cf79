package io.schedulezero.input;

import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;

/** Reads JSON (RFC 8259) in UTF-8, to the letter. */
public final class StrictJson {
  /**
   * Shares no table of names: names with equal hashes, chosen with care, break it for everybody.
   */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(TreeReader.DEEPEST + 1)
                  .maxNumberLength(400)
                  .maxNameLength(10_000)
                  .build())
          .build();

  private StrictJson() {}

  /**
   * The one document of a text.
   *
   * @throws MalformedText if it is none
   */
  public static JsonNode read(InputStream utf8) {
    try (JsonParser parser = parser(utf8)) {
      return new TreeReader(parser, (path, place) -> {}).document();
    } catch (JacksonException e) {
      throw TreeReader.malformed(e);
    }
  }

  /**
   * Hands over the elements of an array one by one, so that no more than one is held as a tree.
   *
   * @param each index and element
   * @throws MalformedText if the text is not an array; elements before may have been handed over
   */
  public static void forEach(InputStream utf8, BiConsumer<Integer, JsonNode> each) {
    try (JsonParser parser = parser(utf8)) {
      TreeReader tree = new TreeReader(parser, (path, place) -> {});
      if (tree.following() != JsonToken.START_ARRAY) {
        throw tree.malformed("the document must be an array");
      }
      int index = 0;
      for (JsonToken token = tree.following();
          token != JsonToken.END_ARRAY;
          token = tree.following()) {
        each.accept(index, tree.element(token, Paths.index("", index)));
        index++;
      }
      tree.end();
    } catch (JacksonException e) {
      throw TreeReader.malformed(e);
    }
  }

  /** A reader with a decoder, since Jackson's own lets some broken sequences pass. */
  private static JsonParser parser(InputStream utf8) {
    Reader text =
        new InputStreamReader(
            utf8,
            StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT));
    return JSON.createParser(ObjectReadContext.empty(), text);
  }
}
