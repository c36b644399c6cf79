package io.schedulezero.wire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** The vectors as files. */
final class VectorFiles {
  static final Path FOLDER = Path.of("../docs/reference/worker-protocol/vectors");

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");
  private static final ObjectWriter PRETTY =
      JSON.writer()
          .with(new DefaultPrettyPrinter().withObjectIndenter(INDENT).withArrayIndenter(INDENT));

  private VectorFiles() {}

  static JsonNode tree(String json) {
    return JSON.readTree(json);
  }

  static JsonNode treeOf(Map<String, Object> value) {
    return tree(JSON.writeValueAsString(value));
  }

  /** What the files should be, by name. */
  static Map<String, String> written() {
    Map<String, String> files = new TreeMap<>();
    for (Vector vector : all()) {
      String text = PRETTY.writeValueAsString(vector.document()) + "\n";
      if (files.put(vector.name + ".json", text) != null) {
        throw new IllegalStateException("two vectors are called " + vector.name);
      }
    }
    return files;
  }

  private static List<Vector> all() {
    return Stream.concat(ValidVectors.all().stream(), RefusedVectors.all().stream()).toList();
  }

  /** What the files are, by name. */
  static Map<String, String> read() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> paths = Files.list(FOLDER)) {
      for (Path path : paths.toList()) {
        files.put(path.getFileName().toString(), Files.readString(path));
      }
    }
    return files;
  }

  static void write() throws IOException {
    Files.createDirectories(FOLDER);
    for (String name : read().keySet()) {
      Files.delete(FOLDER.resolve(name));
    }
    for (Map.Entry<String, String> file : written().entrySet()) {
      Files.writeString(FOLDER.resolve(file.getKey()), file.getValue());
    }
  }
}
